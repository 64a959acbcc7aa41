package dev.ambit.cedar.value;

/// A decimal number with four digits after the point, in 64 bits.
///
/// @param tenThousandths the number times 10,000
public record DecimalValue(long tenThousandths) implements ExtensionValue {

    @Override
    public String kind() {
        return "decimal";
    }

    @Override
    public String constructor() {
        return "decimal";
    }

    @Override
    public String text() {
        var digits = java.math.BigDecimal.valueOf(tenThousandths, 4);
        var plain = digits.stripTrailingZeros();
        return plain.setScale(Math.max(1, plain.scale())).toPlainString();
    }

    @Override
    public String toString() {
        return "decimal(" + Quoted.string(text()) + ")";
    }
}
