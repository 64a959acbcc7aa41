package dev.ambit.server.settings;

import dev.ambit.server.yaml.Form;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/// One setting: how it is called in its group, how it is written, what holds where nobody says anything, and what it is for.
///
/// @param name     within its group, as `port`, or `tls.key` where it stands one level deeper
/// @param fallback what holds without it
/// @param about    what it is for, in a sentence or two; Markdown
/// @param placed   the value as it is meant in a file of a directory: a relative path stands relative to that
public record Key<T>(String name, Form<T> form, Fallback<T> fallback, String about, BiFunction<T, Path, T> placed) {

    /// What holds where nobody says anything.
    public sealed interface Fallback<T> {
        /// @param text the value, as somebody would write it
        record Written<T>(String text) implements Fallback<T> {}

        /// @param value that stands for its absence
        /// @param words what is so then
        record Absent<T>(T value, String words) implements Fallback<T> {}

        /// It has to be said.
        record Required<T>() implements Fallback<T> {}
    }

    /// A setting with the default `text`, which is read as if somebody had written it.
    public static <T> Key<T> of(String name, Form<T> form, String text, String about) {
        return new Key<>(name, form, new Fallback.Written<>(text), about, (value, _) -> value);
    }

    /// A setting that may be left out.
    ///
    /// @param without what is so then, in a few words
    @SuppressWarnings("OptionalMapToOptional") // the outer says whether it could be read, the inner whether it is there
    public static <T> Key<Optional<T>> optional(String name, Form<T> form, String without, String about) {
        return new Key<>(name, (yaml, page) -> form.read(yaml, page).map(Optional::of), new Fallback.Absent<>(Optional
                .empty(), without), about, (value, _) -> value);
    }

    /// A setting that has to be there, in groups of which there may be several.
    public static <T> Key<T> required(String name, Form<T> form, String about) {
        return new Key<>(name, form, new Fallback.Required<>(), about, (value, _) -> value);
    }

    /// A file or directory. In a file its relative path begins where that file is, on the command line where the command was given.
    public static Key<Path> path(String name, String text, String about) {
        return of(name, SettingForms.PATH, text, about).placed((path, base) -> base.resolve(path));
    }

    /// Like [#path], but it may be left out.
    public static Key<Optional<Path>> optionalPath(String name, String without, String about) {
        return optional(name, SettingForms.PATH, without, about).placed((path, base) -> path.map(base::resolve));
    }

    /// Like [#path], but it has to be there.
    public static Key<Path> requiredPath(String name, String about) {
        return required(name, SettingForms.PATH, about).placed((path, base) -> base.resolve(path));
    }

    private Key<T> placed(BiFunction<T, Path, T> other) {
        return new Key<>(name, form, fallback, about, other);
    }

    /// What holds without it, as the reference and the list of effective values say it.
    String withoutIt() {
        return switch (fallback) {
            case Fallback.Written<T>(var text) -> text;
            case Fallback.Absent<T>(_, var words) -> words;
            case Fallback.Required<T> _ -> "";
        };
    }
}
