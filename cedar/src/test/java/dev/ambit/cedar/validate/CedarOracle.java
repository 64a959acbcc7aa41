package dev.ambit.cedar.validate;

import com.cedarpolicy.BasicAuthorizationEngine;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;

/// Cedar's own engine, asked in JSON and answering in it: the Java interface around it converts values on the way and so
/// decides some questions itself.
final class CedarOracle {
    private static final Method CALL = call();

    private CedarOracle() {}

    static Json.Obj ask(String operation, Map<String, Json> question) {
        try {
            var answer = (String) CALL.invoke(null, operation, JsonWriter.compact(Json.object(question)));
            return (Json.Obj) JsonReader.read(Source.of(Objects.requireNonNull(answer)));
        } catch (ReflectiveOperationException | InvalidInput broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Method call() {
        try {
            var call = BasicAuthorizationEngine.class.getDeclaredMethod("callCedarJNI", String.class, String.class);
            call.setAccessible(true);
            new BasicAuthorizationEngine();
            return call;
        } catch (NoSuchMethodException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
