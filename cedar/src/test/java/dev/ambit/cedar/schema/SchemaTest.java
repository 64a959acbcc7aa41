package dev.ambit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final String PHOTOS = """
            entity Team, Org in [Team, Org];
            namespace Photos {
              type Place = { "at home"?: Bool, taken: datetime };
              @doc("who looks at photos")
              entity User in Team = { manager?: User, level: Long } tags Set<String>;
              entity Photo { place: Place };
              entity Kind enum ["portrait", "landscape"];
              action anything;
              action view, edit in [anything] appliesTo {
                principal: [User],
                resource: [Photo, Kind],
                context: { address: ipaddr },
              };
            }
            """;

    @Test
    void types_actions_and_groups_are_known_by_their_full_names() throws InvalidInput {
        var schema = parse(PHOTOS);

        assertThat(schema.entityTypes().keySet())
                .containsExactly("Org", "Photos::Kind", "Photos::Photo", "Photos::User", "Team");
        assertThat(schema.entityTypes().get("Photos::User")).isEqualTo(new Schema.EntityType("Photos::User",
                Set.of("Team"),
                new Type.RecordOf(Map.of("level", new Type.Attribute(Type.Primitive.LONG, true), "manager",
                        new Type.Attribute(new Type.Entity("Photos::User"), false))),
                Optional.of(new Type.SetOf(Type.Primitive.STRING)), Optional.empty()));
        assertThat(schema.entityTypes().get("Photos::Photo").attributes())
                .hasToString("{place: {\"at home\"?: Bool, taken: datetime}}");
        assertThat(schema.entityTypes().get("Photos::Kind").enumerated()).contains(Set.of("portrait", "landscape"));
        assertThat(schema.actions().get(action("edit"))).isEqualTo(new Schema.Action(action("edit"),
                Set.of(action("anything")), Set.of("Photos::User"), Set.of("Photos::Photo", "Photos::Kind"),
                new Type.RecordOf(Map.of("address", new Type.Attribute(Type.Extension.IPADDR, true)))));
    }

    @Test
    void a_type_may_be_in_what_its_parents_may_be_in() throws InvalidInput {
        var schema = parse(PHOTOS);

        assertThat(schema.mayBeIn("Photos::User", "Org")).isTrue();
        assertThat(schema.mayBeIn("Team", "Team")).isTrue();
        assertThat(schema.mayBeIn("Team", "Photos::User")).isFalse();
        assertThat(schema.mayBeIn("Photos::Photo", "Photos::Photo")).isTrue();
    }

    @Test
    void actions_are_entities_in_their_groups() throws InvalidInput {
        assertThat(parse(PHOTOS).actionEntities()).containsExactly(
                Entity.of(action("anything"), RecordValue.EMPTY, Set.of()),
                Entity.of(action("edit"), RecordValue.EMPTY, Set.of(action("anything"))),
                Entity.of(action("view"), RecordValue.EMPTY, Set.of(action("anything"))));
    }

    private static Schema parse(String text) throws InvalidInput {
        return Schema.parse(new Source("photos.cedarschema", text));
    }

    private static EntityUid action(String id) {
        return EntityUid.of("Photos::Action", id);
    }
}
