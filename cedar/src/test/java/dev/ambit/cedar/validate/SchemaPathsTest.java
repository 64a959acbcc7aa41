package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaPathsTest {
    private static final EntityUid VIEW = EntityUid.of("Action", "view");
    private static final Schema SCHEMA = schema();
    private static final Environment VIEWING = new Environment("User", VIEW, "Photo");

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            principal | ''                   | Found[type=User, required=true]
            action    | ''                   | Found[type=Action, required=true]
            context   | ''                   | Found[type={ip?: ipaddr, owner: User}, required=true]
            principal | name                 | Found[type=String, required=true]
            principal | home                 | Found[type={city: String, street?: String}, required=false]
            principal | home.city            | Found[type=String, required=false]
            resource  | owner.name           | Found[type=String, required=true]
            resource  | owner.home.street    | Found[type=String, required=false]
            context   | ip                   | Found[type=ipaddr, required=false]
            context   | owner.name           | Found[type=String, required=true]
            principal | nmae                 | Unknown[index=0, name=nmae, on=User, nearest=Optional[name]]
            principal | home.town            | Unknown[index=1, name=town, on={city: String, street?: String}, nearest=Optional.empty]
            principal | name.length          | Unknown[index=1, name=length, on=String, nearest=Optional.empty]
            action    | name                 | Unknown[index=0, name=name, on=Action, nearest=Optional.empty]
            """)
    void a_path_leads(String root, String path, String where) {
        var names = path.isEmpty() ? List.<String>of() : List.of(path.split("\\.", -1));

        var answer = new SchemaPaths(SCHEMA).typeOf(Root.valueOf(root.toUpperCase(Locale.ROOT)), names, VIEWING);

        assertThat(answer).hasToString(where);
    }

    @Test
    void an_action_the_schema_does_not_know_has_no_context() {
        var nowhere = new Environment("User", EntityUid.of("Action", "veiw"), "Photo");

        assertThatThrownBy(() -> new SchemaPaths(SCHEMA).typeOf(Root.CONTEXT, List.of(), nowhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("action `Action::\"veiw\"` is not in the schema");
    }

    @Test
    void environments_are_all_pairs_of_types_each_action_applies_to() {
        assertThat(Environment.allOf(SCHEMA)).containsExactly(new Environment("Robot", VIEW, "Photo"), VIEWING);
        assertThat(Environment.allOf(SCHEMA, VIEW)).isEqualTo(Environment.allOf(SCHEMA));
        assertThat(Environment.allOf(SCHEMA, EntityUid.of("Action", "any"))).isEmpty();
        assertThat(VIEWING).hasToString("`User` asks `Action::\"view\"` of `Photo`");
    }

    private static Schema schema() {
        var home = new Type.RecordOf(Map.of("city", required(Type.Primitive.STRING),
                "street", new Type.Attribute(Type.Primitive.STRING, false)));
        var user = new Type.RecordOf(Map.of("name", required(Type.Primitive.STRING),
                "home", new Type.Attribute(home, false)));
        var photo = new Type.RecordOf(Map.of("owner", required(new Type.Entity("User"))));
        var context = new Type.RecordOf(Map.of("owner", required(new Type.Entity("User")),
                "ip", new Type.Attribute(Type.Extension.IPADDR, false)));
        return new Schema(
                Map.of("User", entity("User", user),
                        "Robot", entity("Robot", Type.RecordOf.EMPTY),
                        "Photo", entity("Photo", photo)),
                Map.of(VIEW, new Schema.Action(VIEW, Set.of(EntityUid.of("Action", "any")), Set.of("User", "Robot"),
                        Set.of("Photo"), context),
                        EntityUid.of("Action", "any"), new Schema.Action(EntityUid.of("Action", "any"), Set.of(),
                                Set.of(), Set.of(), Type.RecordOf.EMPTY)));
    }

    private static Schema.EntityType entity(String name, Type.RecordOf attributes) {
        return new Schema.EntityType(name, Set.of(), attributes, Optional.empty(), Optional.empty());
    }

    private static Type.Attribute required(Type type) {
        return new Type.Attribute(type, true);
    }
}
