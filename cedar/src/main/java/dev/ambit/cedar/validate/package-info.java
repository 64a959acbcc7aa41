/// Whether policies, requests and entities make sense under a schema.
/// [Validator] types every policy in every [Environment] the schema allows and says what is wrong with it;
/// [RequestValidator] and [EntityValidator] do the same for what arrives at run time. What typing found out on its way
/// can be asked for: [TypeChecker] knows the type of an expression, [SchemaPaths] that of an attribute.
/// Elsewhere: `schema` says what is true of the schema itself, `syntax` what can be read as a policy at all.
@NullMarked
package dev.ambit.cedar.validate;

import org.jspecify.annotations.NullMarked;
