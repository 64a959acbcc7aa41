package dev.ambit.server.pap;

import dev.ambit.core.control.Control;
import dev.ambit.core.control.Controls;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Form;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads `controls.yaml`: how the organisation has its emergency controls used.
final class ControlsReader {
    private static final Form<Control> CONTROL = Forms.oneOf(Arrays.stream(Control.values()).collect(Collectors.toMap(
            Control::word, Function.identity())));

    private ControlsReader() {}

    static Controls read(Yaml yaml, Page page) {
        return Fields.of(yaml, page, "`controls.yaml`", List.of("two-persons"))
                .flatMap(fields -> fields.get("two-persons", Forms.listOf(CONTROL, Control.values().length)))
                .map(byTwo -> new Controls(Set.copyOf(byTwo)))
                .orElse(Controls.BY_ONE);
    }
}
