package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.task.TaskId;
import java.util.Optional;

/// A question with one place left open.
public sealed interface Search {
    Optional<TaskId> task();

    RecordValue request();

    Origin origin();

    /// The question with its open place filled.
    ///
    /// @param id of a subject or resource of the type searched for, or the name of an action
    Question with(String id);

    /// Who of `type` may do `action` on `resource`?
    record ForSubjects(
            String type,
            EntityUid action,
            EntityUid resource,
            Optional<TaskId> task,
            RecordValue request,
            Origin origin) implements Search {
        @Override
        public Question with(String id) {
            return new Question(EntityUid.of(type, id), action, resource, task, request, origin);
        }
    }

    /// On what of `type` may `subject` do `action`?
    record ForResources(
            EntityUid subject,
            EntityUid action,
            String type,
            Optional<TaskId> task,
            RecordValue request,
            Origin origin) implements Search {
        @Override
        public Question with(String id) {
            return new Question(subject, action, EntityUid.of(type, id), task, request, origin);
        }
    }

    /// What may `subject` do on `resource`?
    record ForActions(
            EntityUid subject,
            EntityUid resource,
            Optional<TaskId> task,
            RecordValue request,
            Origin origin) implements Search {
        @Override
        public Question with(String id) {
            return new Question(subject, ActionName.read(id), resource, task, request, origin);
        }
    }
}
