package dev.ambit.server.cli.demo;

import dev.ambit.server.cli.demo.Stage.Shown;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What the demo plays, chapter by chapter. Each command is one that anybody could type next.
final class Story {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String ROLE_IN_DISGUISE = """
            profile: everything
            purpose: Whatever the agent needs.
            owner: group:platform
            pattern: just-in-time
            allows: |
              permit (principal, action, resource);
            approvals:
              - for: action == Action::"pipeline:deploy"
                by: group:platform
            """;
    private static final String DEPLOY = "ask --task deploy-3 --action pipeline:deploy --resource pipeline/site/prod "
            + "--with from=10.1.2.3";
    private static final String AUDIT = """
            @id("no-billing-during-audit")
            forbid (principal, action == Action::"api:call", resource == Api::"billing");
            """;

    private final Stage stage;
    private final DemoDirectory directory;
    private final String logKey;

    Story(Stage stage, DemoDirectory directory, String logKey) {
        this.stage = stage;
        this.directory = directory;
        this.logKey = logKey;
    }

    void play() throws IOException, InterruptedException {
        roleInDisguise();
        pullRequest();
        nightlyJob();
        var invoice = twoWorkflows();
        var opened = deployment();
        scope();
        readBack(invoice);
        deadline(opened);
        policyChange();
        proof(invoice);
    }

    private void roleInDisguise() throws IOException {
        stage.chapter("A role in disguise is refused (P6)");
        stage.tell("Somebody adds a profile that allows everything, to everybody, for ever.");
        var disguised = directory.policiesWith("disguised", "profiles/everything.yaml", ROLE_IN_DISGUISE);
        var checked = stage.quietly("policy check %s".formatted(disguised));
        stage.tell("`ambit policy check` refuses the directory, and so would the server:");
        checked.text().lines().filter(line -> line.contains(" error: ")).forEach(line -> stage.quote(line.substring(line
                .indexOf(" error: ") + 8)));
        stage.expect(checked, 1, "no-end", "unbounded-principals", "wildcard-permit", "no-condition",
                "endless-approval");
    }

    private void pullRequest() {
        stage.chapter("An agent reads one repository, for one pull request (P1)");
        said("risk", "agent/code-reviewer", "5");
        said("pull_request", "pull-request/site/118", "'{\"state\":\"open\"}'");
        stage.expect(stage.run("task open --id pr-118 --profile pull-request-review --principal agent/code-reviewer "
                + "--input repo=site --input pull=site/118"), 0, "task pr-118 open");
        var read = "ask --task pr-118 --action repo:read --resource repo/%s --address 10.1.2.3 --environment ci";
        stage.expect(stage.run(read.formatted("site")), 0, "permit until", "reads-repository-under-review");
        stage.expect(stage.run(read.formatted("old-site")), 1, "deny", "not-permitted");
        stage.tell("From elsewhere it may not either:");
        stage.expect(stage.run(read.formatted("site").replace("10.1.2.3", "203.0.113.7")), 1, "limit-network");
        stage.tell("The pull request is merged. Nobody touches the task.");
        said("pull_request", "pull-request/site/118", "'{\"state\":\"merged\"}'");
        stage.expect(stage.run(read.formatted("site")), 1, "deny", "task-");
        stage.expect(stage.run("task show pr-118"), 0, "ended");
    }

    private void nightlyJob() {
        stage.chapter("A job gets one key, inside its window (P2)");
        said("risk", "agent/data-job", "5");
        said("job", "job/nightly", "'{\"running\":false}'");
        var open = "task open --id nightly-1 --profile nightly-data-job --principal agent/data-job --input job=nightly";
        stage.expect(stage.run(open), 1, "opens when");
        stage.tell("The scheduler starts the job.");
        said("job", "job/nightly", "'{\"running\":true}'");
        stage.expect(stage.run(open), 0, "task nightly-1 open");
        var key = "ask --task nightly-1 --action secret:read --resource secret/%s --with from=10.1.2.3";
        stage.expect(stage.run(key.formatted("warehouse-key")), 0, "permit", "warehouse-key-inside-job-window");
        stage.expect(stage.run(key.formatted("registry-token")), 1, "deny", "not-permitted");
        stage.tell("The job is over, and so is the task.");
        said("job", "job/nightly", "'{\"running\":false}'");
        stage.expect(stage.run(key.formatted("warehouse-key")), 1, "deny", "task-");
    }

    /// @return the id of the record of the permit
    private String twoWorkflows() {
        stage.chapter("One account, two workflows, two profiles at once (P5)");
        said("risk", "agent/month-end", "5");
        for (var task : new String[][] {{"inv-7", "invoicing"}, {"report-7", "usage-report"}}) {
            stage.expect(stage.run("task open --id %s --profile %s --principal agent/month-end --input customer=c-17"
                    .formatted(task[0], task[1])), 0, "open");
        }
        var permitted = stage.run(billing("inv-7", "c-17"));
        stage.expect(permitted, 0, "permit", "billing-of-one-customer");
        stage.expect(stage.run(billing("report-7", "c-17")), 1, "deny", "not-permitted");
        stage.tell("And the one that may, may for its own customer:");
        stage.expect(stage.run(billing("inv-7", "c-18")), 1, "deny");
        return permitted.behind("record");
    }

    private static String billing(String task, String customer) {
        return "ask --task %s --action api:call --resource api/billing --with from=10.1.2.3 --with customer=%s"
                .formatted(
                        task, customer);
    }

    /// @return when it was open
    private Instant deployment() {
        stage.chapter("A deployment gets %d seconds (G1)".formatted(DEADLINE.toSeconds()));
        said("risk", "agent/release-bot", "5");
        said("incident", "environment/prod", "'{\"declared\":false,\"severity\":5}'");
        var ends = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        said("change_window", "environment/prod", "'{\"open\":true,\"ends\":\"%s\"}'".formatted(ends));
        stage.expect(stage.run("task open --id deploy-3 --profile deploy --principal agent/release-bot "
                + "--input pipeline=site/prod --input environment=prod --for %ds".formatted(DEADLINE.toSeconds())), 0,
                "task deploy-3 open");
        var opened = Instant.now();
        stage.expect(stage.run(DEPLOY), 0, "permit until", "deploys-its-pipeline");
        stage.tell("They run while the story goes on.");
        return opened;
    }

    private void deadline(Instant opened) throws InterruptedException {
        stage.chapter("The deployment's time is up (G1)");
        var left = Duration.between(Instant.now(), opened.plus(DEADLINE)).plusMillis(10);
        Thread.sleep(left.isPositive() ? left : Duration.ZERO);
        stage.expect(stage.run(DEPLOY), 1, "deny", "its time was up");
    }

    private void scope() {
        stage.chapter("What may this identity do right now, and why? (C6)");
        var scope = stage.run("scope --principal agent/month-end --action api:call");
        stage.expect(scope, 0, "inv-7", "report-7", "billing-of-one-customer", "usage-of-one-customer");
    }

    private void readBack(String record) {
        stage.chapter("A decision is read back whole (X5)");
        stage.tell("The permit of before, with everything it read, and what of it decided:");
        stage.expect(stage.run("record get " + record), 0, "billing-of-one-customer", "context.request.customer",
                "* ", "signal risk", "agent-monitor");
    }

    private void policyChange() throws IOException, InterruptedException {
        stage.chapter("A policy is changed, and holds from the next decision on (X6)");
        stage.tell("Auditors arrive: a guardrail is added to the policy directory, and nothing else is done.");
        AUDIT.lines().forEach(stage::quote);
        directory.add("guardrails/audit.cedar", AUDIT);
        awaitRelease(release());
        stage.expect(stage.run(billing("inv-7", "c-17")), 1, "deny", "no-billing-during-audit");
        stage.tell("They leave. The very same task goes on.");
        directory.remove("guardrails/audit.cedar");
        awaitRelease(release());
        stage.expect(stage.run(billing("inv-7", "c-17")), 0, "permit");
    }

    private String release() {
        return stage.quietly("doctor").text().lines().filter(line -> line.contains("policies")).findFirst().orElse("");
    }

    private void awaitRelease(String before) throws InterruptedException {
        var deadline = Instant.now().plus(RELEASE_PATIENCE);
        while (release().equals(before) && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK);
        }
    }

    private void proof(String record) throws IOException {
        stage.chapter("The record proves itself");
        stage.tell("A receipt, checked with the public key of the log and nothing else:");
        stage.expect(stage.run("record prove %s --key %s".formatted(record, logKey)), 0, record);
        stage.tell("An auditor takes a copy of the whole log home:");
        var copy = directory.copyOfLog();
        stage.expect(verified(copy), 0, "intact");
        stage.tell("Somebody changes one bit of it, to have asked for another customer:");
        DemoDirectory.tamper(copy, "c-17");
        stage.expect(verified(copy), 1, "damaged at byte");
    }

    private Shown verified(Object copy) {
        return stage.run("verify %s --key %s".formatted(copy, logKey));
    }

    private void said(String signal, String subject, String value) {
        stage.expect(stage.run("signal set %s %s %s".formatted(signal, subject, value)), 0);
    }
}
