package dev.ambit.cedar.permission;

import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.permission.SymbolicScope.Permission;
import dev.ambit.cedar.permission.Ways.Way;
import dev.ambit.cedar.syntax.PolicyPrinter;
import java.util.LinkedHashMap;

/// A scope for programs. Conditions are Cedar expressions.
final class ScopeJson {
    private ScopeJson() {}

    static Json of(SymbolicScope scope) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("principal", EntityJson.writeName(scope.principal()));
        scope.within().ifPresent(group -> fields.put("within", EntityJson.writeName(group)));
        fields.put("permissions", Json.array(scope.permissions().stream().map(ScopeJson::of).toList()));
        return Json.object(fields);
    }

    static Json of(Permission permission) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("action", EntityJson.writeName(permission.target().action()));
        fields.put("resourceType", Json.of(permission.target().resourceType()));
        fields.put("always", Json.of(permission.isAlways()));
        fields.put("permits", of(permission.permits()));
        fields.put("morePermits", Json.of(permission.permits().more()));
        fields.put("forbids", of(permission.forbids()));
        fields.put("moreForbids", Json.of(permission.forbids().more()));
        return Json.object(fields);
    }

    private static Json of(Ways ways) {
        return Json.array(ways.shown().stream().map(ScopeJson::of).toList());
    }

    private static Json of(Way way) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("when", Json.array(way.when().conditions().stream()
                .map(PolicyPrinter::print)
                .map(Json::of)
                .toList()));
        fields.put("policies", Json.array(way.policies().stream().map(Json::of).toList()));
        return Json.object(fields);
    }
}
