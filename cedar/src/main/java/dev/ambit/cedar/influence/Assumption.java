package dev.ambit.cedar.influence;

/// What may be taken for granted of the requests and entities that will be asked about.
/// Under neither is an attribute taken to be there because the schema requires it, nor an entity to be known.
public enum Assumption {
    /// The host refuses requests and entities that do not fit the schema. A value that is there has its declared type,
    /// what is not declared is not there, and entities and actions are only in groups their types allow.
    TYPED_INPUTS,
    /// Nothing: any value of any kind may stand anywhere. Of the schema only the kinds of request are used, and where
    /// the declared types lead an input's path.
    NONE
}
