package brisk.contract;

import static brisk.contract.Call.id;
import static brisk.contract.Call.json;
import static brisk.contract.Call.plain;
import static java.nio.charset.StandardCharsets.UTF_8;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For every operation of the contract, how it is called so that it succeeds. */
final class Examples {
    private final Map<String, Function<World, Call>> calls = new HashMap<>();

    /** @param beforeSetup somebody at a server without any user */
    Examples(Supplier<Http> beforeSetup) {
        contacts();
        manyContacts();
        companies();
        activities("/api/interactions", "Interaction");
        activities("/api/messages", "Message");
        activities("/api/notes", "Note");
        timelineAndSearch();
        reminders();
        imports();
        exports();
        book();
        session();
        setup(beforeSetup);
        users();
        views();
        events();
        operations();
        new SalesExamples(this::add);
        new LeadExamples(this::add);
    }

    @Nullable
    Call of(String operationId, World world) {
        Function<World, Call> call = calls.get(operationId);
        return call == null ? null : call.apply(world);
    }

    Set<String> names() {
        return calls.keySet();
    }

    private void add(String operationId, Function<World, Call> call) {
        if (calls.put(operationId, call) != null) {
            throw new IllegalStateException("two examples of " + operationId);
        }
    }

    private void contacts() {
        add("listContacts", world -> {
            world.contact();
            return plain().query("include", "company,owner");
        });
        add(
                "createContact",
                world -> json(Map.of(
                        "name",
                        world.name("New"),
                        "emails",
                        List.of("new@example.org"),
                        "phones",
                        List.of("030 901820", Map.of("typed", "+1 212 555 0143")),
                        "companyId",
                        world.company(),
                        "custom",
                        Map.of("Vegan", true))));
        add("countContacts", world -> {
            world.contact();
            return plain();
        });
        add("suggestContactValues", world -> {
            world.contact();
            return plain();
        });
        add("getContact", world -> id(world.contact()).query("include", "company,owner"));
        add("updateContact", world -> id(world.contact()).body(Map.of("jobTitle", "Gaffer", "warmness", 40)));
        add("deleteContact", world -> id(world.contact()));
        add("restoreContact", world -> id(world.deleted("/api/contacts", world.contact())));
    }

    private void manyContacts() {
        add("changeContactsInBulk", world -> {
            String owner = world.workspace().person(Role.SELLER).id().toString();
            return json(Map.of(
                    "operation",
                    "create",
                    "records",
                    List.of(
                            Map.of("name", world.name("First"), "ownerId", owner),
                            Map.of("name", world.name("Second"), "companyId", world.company()))));
        });
        add("listDuplicates", world -> {
            world.contact();
            return id(world.contact());
        });
        add("mergeContacts", world -> json(Map.of("winnerId", world.contact(), "loserIds", List.of(world.contact()))));
        add("listMerges", world -> {
            String winner = world.contact();
            world.merge(winner);
            return id(winner);
        });
        add("undoMerge", world -> id(world.merge(world.contact())));
    }

    private void reminders() {
        add("listReminders", world -> {
            world.reminder();
            return plain().query("include", "contact,company,deal,user");
        });
        add(
                "createReminder",
                world -> json(Map.of(
                        "title",
                        world.name("Call"),
                        "dueAt",
                        "2027-01-02T09:00:00+01:00",
                        "contactId",
                        world.contact())));
        add("getReminder", world -> id(world.reminder()).query("include", "contact,company,deal,user"));
        add("updateReminder", world -> id(world.reminder()).body(Map.of("title", world.name("Write"))));
        add("deleteReminder", world -> id(world.reminder()));
        add("restoreReminder", world -> id(world.deleted("/api/reminders", world.reminder())));
        add("finishReminder", world -> id(world.reminder()));
        add("reopenReminder", world -> {
            String reminder = world.reminder();
            world.admin()
                    .send("POST", "/api/reminders/" + reminder + "/done", null)
                    .expect(200);
            return id(reminder);
        });
        add("snoozeReminder", world -> id(world.reminder()).body(Map.of("minutes", 60)));
    }

    private void imports() {
        add("listImports", world -> {
            world.uploaded();
            return plain();
        });
        add(
                "createImport",
                world -> plain().query("start", "false")
                        .query("target", "companies")
                        .query("fileName", world.name("File"))
                        .query("mapping", "{\"Remarks\": \"ignore\"}")
                        .body("text/csv", "Company,City,Remarks\nStudio Nord,Hamburg,none\n".getBytes(UTF_8)));
        add("getImport", world -> id(world.uploaded()));
        add("startImport", world -> id(world.uploaded()).body(Map.of("mapping", Map.of("Remarks", "ignore"))));
        add("cancelImport", world -> id(world.uploaded()));
        add("watchImport", world -> {
            String id = world.uploaded();
            world.admin().send("POST", "/api/imports/" + id + "/cancel", null).expect(200);
            return id(id);
        });
        add("listImportFindings", world -> id(world.imported()));
        add("downloadImportFindings", world -> id(world.imported()));
    }

    private void exports() {
        add("exportContacts", world -> {
            world.contact();
            return plain().query("fields", "name,custom");
        });
        add("exportCompanies", world -> {
            world.company();
            return plain().query("format", "xlsx");
        });
        add("exportDeals", world -> {
            world.deal();
            return plain().query("bom", "false");
        });
        add("exportLeads", world -> {
            world.lead();
            return plain().query("fields", "uid,mobile,status,custom");
        });
    }

    private void companies() {
        add("listCompanies", world -> {
            world.company();
            return plain().query("include", "parent,owner");
        });
        add(
                "createCompany",
                world -> json(Map.of(
                        "name",
                        world.name("New"),
                        "parentId",
                        world.company(),
                        "revenue",
                        "12.50",
                        "currency",
                        "EUR")));
        add("changeCompaniesInBulk", world -> {
            String owner = world.workspace().person(Role.SELLER).id().toString();
            return json(Map.of(
                    "operation",
                    "create",
                    "records",
                    List.of(
                            Map.of("name", world.name("First"), "ownerId", owner),
                            Map.of("name", world.name("Second"), "parentId", world.company()))));
        });
        add("suggestCompanyValues", world -> {
            world.company();
            return plain();
        });
        add("getCompany", world -> id(world.company()).query("include", "parent,owner"));
        add("updateCompany", world -> id(world.company()).body(Map.of("city", "Berlin", "employees", 140)));
        add("deleteCompany", world -> id(world.company()));
        add("restoreCompany", world -> id(world.deleted("/api/companies", world.company())));
    }

    private void activities(String path, String name) {
        add("list" + name + "s", world -> {
            world.activity(path, world.contact());
            return plain().query("include", "contact,company,deal,owner");
        });
        add("create" + name, world -> json(Map.of("contactId", world.contact(), "body", world.name("Words"))));
        add(
                "get" + name,
                world -> id(world.activity(path, world.contact())).query("include", "contact,company,deal,owner"));
        add(
                "update" + name,
                world -> id(world.activity(path, world.contact()))
                        .body(Map.of("subject", world.name("Subject"), "occurredAt", "2026-03-01T12:00:00+01:00")));
        add("delete" + name, world -> id(world.activity(path, world.contact())));
        add("restore" + name, world -> id(world.deleted(path, world.activity(path, world.contact()))));
    }

    private void timelineAndSearch() {
        add("listTimeline", world -> {
            world.activity("/api/notes", world.contact());
            world.activity("/api/messages", world.contact());
            return plain().query("include", "contact,company,deal,owner");
        });
        add("search", world -> {
            world.contact();
            return plain().query("q", World.MARK);
        });
    }

    private void book() {
        add("getMyBook", world -> {
            world.activity("/api/notes", world.contact());
            return plain();
        });
        add("searchMyBook", world -> {
            world.activity("/api/notes", world.contact());
            return plain().query("q", World.MARK);
        });
        add("getSyncStatus", world -> plain());
        add("startSync", world -> plain().answered(409));
        add("pinContact", world -> plain().path("contactId", world.contact()).body(Map.of("first", true)));
        add("unpinContact", world -> {
            String contact = world.contact();
            world.admin().send("PUT", "/api/my-500/pins/" + contact, null).expect(204);
            return plain().path("contactId", contact);
        });
    }

    private void session() {
        add("signIn", world -> json(Map.of("email", world.newcomer().email(), "password", Fixtures.PASSWORD)));
        add("getSession", world -> plain());
        add(
                "updateSession",
                world -> json(Map.of("name", world.name("Person"), "timeZone", "America/New_York"))
                        .by(world.newcomer().http()));
        add("signOut", world -> plain().by(world.newcomer().http()));
        add("signOutEverywhere", world -> plain().by(world.newcomer().http()));
        add(
                "changePassword",
                world -> json(Map.of("currentPassword", Fixtures.PASSWORD, "newPassword", "staple battery horse"))
                        .by(world.newcomer().http()));
        add("listTokens", world -> {
            world.make("/api/tokens", Map.of("name", world.name("Token"), "scopes", List.of("read")));
            return plain();
        });
        add(
                "createToken",
                world -> json(
                        Map.of("name", world.name("Token"), "scopes", List.of("read", "write"), "expiresInDays", 30)));
        add(
                "deleteToken",
                world -> id(world.make("/api/tokens", Map.of("name", world.name("Token"), "scopes", List.of("read")))));
    }

    private void setup(Supplier<Http> beforeSetup) {
        add("getSetup", world -> {
            world.admin()
                    .get("/api/setup")
                    .expect(200); // the first answer of a server that is set up asks the database
            return plain();
        });
        add(
                "setUp",
                world -> json(Map.of(
                                "workspaceName", world.name("Workspace"),
                                "name", "Ada Brandt",
                                "email", "ada@example.org",
                                "password", Fixtures.PASSWORD,
                                "timeZone", "Europe/Berlin",
                                "defaultRegion", "DE"))
                        .by(beforeSetup.get()));
    }

    private void users() {
        add("listUsers", world -> {
            world.newcomer();
            return plain();
        });
        add(
                "createUser",
                world -> json(Map.of(
                        "name",
                        world.name("User"),
                        "email",
                        world.email(),
                        "role",
                        "seller",
                        "timeZone",
                        "Europe/Berlin",
                        "password",
                        Fixtures.PASSWORD)));
        add("getUser", world -> id(world.newcomer().id().toString()));
        add("updateUser", world -> id(world.newcomer().id().toString()).body(Map.of("role", "manager")));
    }

    private void views() {
        add("listViews", world -> {
            world.view();
            return plain().query("resource", "contacts");
        });
        add(
                "createView",
                world -> json(Map.of(
                        "resource", "contacts",
                        "name", world.name("View"),
                        "shared", true,
                        "query", Map.of("role", "Producer", "sort", "-lastContacted"),
                        "columns", List.of("name", "role"))));
        add("getView", world -> id(world.view()));
        add("updateView", world -> id(world.view()).body(Map.of("name", world.name("View"), "position", 3)));
        add("deleteView", world -> id(world.view()));
        add("restoreView", world -> id(world.deleted("/api/views", world.view())));
    }

    /** A stream has no end of its own: this one sees changes for a while, and then its session is over. */
    private void events() {
        add("watchChanges", world -> {
            Http listener = world.newcomer().http();
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 10; i++) {
                    world.contact();
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
                listener.delete("/api/session");
            });
            return plain().by(listener);
        });
    }

    private void operations() {
        add("getHealth", world -> plain());
        add("getMetrics", world -> plain());
        add("clearCache", world -> plain());
        add("getContract", world -> plain());
        add("getDocumentation", world -> plain());
    }
}
