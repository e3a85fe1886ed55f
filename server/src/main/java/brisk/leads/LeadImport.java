package brisk.leads;

import brisk.imports.CopyLine;
import brisk.imports.ImportContext;
import brisk.imports.ImportField;
import brisk.imports.ImportRow;
import brisk.imports.ImportTarget;
import brisk.platform.cache.Topic;
import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.security.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Leads from files: what columns can mean, and how a row becomes an enquiry. */
public final class LeadImport implements ImportTarget {
    private static final List<ImportField> FIELDS = ImportField.table("""
            externalId: lead id, enquiry id, inquiry id, lead number, lead no, enquiry no, enquiry number, \
                external id, record id, id
            firstName: first name, given name, forename, fname, first, Vorname, prénom, nombre de pila
            middleName: middle name, mname, middle
            lastName: last name, surname, family name, lname, last, Nachname, apellido, apellidos
            name: name, full name, customer name, client name, lead name, contact name, customer, client, person, \
                name of customer, enquirer, prospect, prospect name, party name, nombre, nombre completo, nom, \
                nom complet, nome, Kunde, नाम, पूरा नाम, ग्राहक का नाम, ग्राहक, नाव, ग्राहकाचे नाव, الاسم, \
                الاسم الكامل, اسم العميل, العميل, اسم, نام
            emails*: e-mail, email address, mail, e-mails, lead email, customer email, contact email, email id, \
                mail id, work email, personal email, primary email, other email, secondary email, correo, \
                correo electrónico, courriel, adresse mail, adresse email, E-Mail-Adresse, ईमेल, ई-मेल, ईमेल आईडी, \
                البريد الإلكتروني, الإيميل, البريد, ای میل
            phones*: phone, mobile, phone number, mobile number, mobile no, phone no, contact number, contact no, \
                lead phone, customer phone, customer mobile, primary phone, primary mobile, cell, cell phone, \
                cell number, telephone, tel, tel no, mob, mob no, ph, ph no, contact phone, contact mobile, \
                contact phone number, mobile phone, mobile without country code, phone without country code, teléfono, \
                telefono, móvil, téléphone, portable, Telefon, Telefonnummer, Handy, Mobil, फोन, फ़ोन, फोन नंबर, \
                फ़ोन नंबर, मोबाइल, मोबाइल नंबर, मोबाईल, मोबाईल नंबर, संपर्क, संपर्क नंबर, दूरभाष, الهاتف, رقم الهاتف, \
                الجوال, رقم الجوال, الموبايل, رقم الموبايل, هاتف, جوال, رقم التواصل, فون, موبائل
            alternatePhones*: alternate phone, alternate mobile, alternate number, alternate phone number, alternate phones, \
                alternate mobile number, alternate no, alternate mobile no, alternate contact, alternate contact number, \
                alternative number, alternative phone, alt phone, alt mobile, alt number, alt no, other phone, other mobile, \
                secondary phone, secondary mobile, second phone, second number, home phone, office phone, work phone, \
                residence phone, landline, whatsapp, whatsapp number, whatsapp no, वैकल्पिक नंबर, व्हाट्सएप नंबर, \
                رقم بديل, واتساب, رقم الواتساب
            countryCode: country code, dial code, dialing code, isd code, isd, phone country code, mobile country code
            country: country, country name, nation, देश, الدولة, البلد
            createdAt as date: created time, created at, created date, created on, created, date created, create date, \
                creation date, enquiry date, inquiry date, enquiry time, inquiry time, date of enquiry, date of inquiry, \
                enquired on, enquired at, lead date, lead created, lead created time, lead created date, lead time, \
                submitted at, submitted on, submission date, submission time, submit time, date submitted, conversion time, \
                conversion date, timestamp, time stamp, received at, received on, received, received date, entry date, \
                date added, added on, signup date, sign up date, date time, date and time, date, Datum, fecha, \
                Erstellt am, तारीख, दिनांक, तिथि, تاريخ, التاريخ, تاريخ الإنشاء, تاريخ الاستفسار
            nextFollowUpAt as date: next follow up, next follow up date, follow up date, follow up on, follow up, \
                next followup date, next call, next call date, callback date, call back date, callback on, next contact date, \
                reminder date
            source: source, lead source, enquiry source, inquiry source, data source, source of enquiry, source of lead, \
                original source, utm source, channel, lead channel, platform, portal, fuente, Quelle, origine, origen, \
                स्रोत, सोर्स, المصدر, مصدر
            subSource: sub source, lead sub source, source detail, source details, secondary source, utm medium, medium, \
                sub channel, keyword
            campaign: campaign, campaign name, ad campaign, ad campaign name, lead campaign, marketing campaign, \
                utm campaign, form name, form, ad name, ad set name, adset name, conversion name, Kampagne, campaña, campagne, \
                अभियान, الحملة, حملة
            model: model, model name, model of interest, interested model, model interested, product, product name, \
                product of interest, interested product, interested in, car, car model, vehicle, vehicle model, \
                vehicle of interest, variant, property, property name, project, project name, property of interest, \
                project interested, unit type, course, service, modelo, Modell, modèle, producto, मॉडल, गाड़ी, वाहन, \
                الموديل, الطراز, السيارة
            city: city, town, customer city, city name, location, current city, preferred location, place, ciudad, ville, \
                Stadt, Ort, शहर, गाव, المدينة, مدينة, شہر
            branch: branch, branch name, showroom, dealership, dealer, outlet, store, store name, store location, शाखा, الفرع
            cre: cre, cre name, customer relationship executive, telecaller, tele caller, caller, call center executive, \
                taken by, entered by, received by, attended by
            ps: ps, ps name, product specialist, sales consultant, sales executive, sales person, salesperson, sales rep, \
                sales representative, sales agent, assigned to, assignee, allocated to, lead owner, owner, owner name, \
                owner email, contact owner, agent, consultant, executive, relationship manager
            status: status, lead status, crm status, stage, lead stage, enquiry status, disposition, lead disposition, \
                current status, estado, statut, स्थिति, الحالة
            priority: priority, lead priority, temperature, lead temperature, lead type, interest level, hot warm cold
            remarks: remarks, remark, notes, note, comments, comment, lead notes, crm note, crm notes, feedback, message, \
                customer message, query, requirement, requirements, enquiry details, description, details, notas, \
                comentarios, Notizen, Bemerkung, remarques, टिप्पणी, टिप्पणियाँ, शेरा, ملاحظات, ملاحظة
            """);

    private static final Map<String, String> PRIORITIES = Map.ofEntries(
            Map.entry("high", "high"),
            Map.entry("hot", "high"),
            Map.entry("urgent", "high"),
            Map.entry("very high", "high"),
            Map.entry("normal", "normal"),
            Map.entry("medium", "normal"),
            Map.entry("warm", "normal"),
            Map.entry("low", "low"),
            Map.entry("cold", "low"));

    private static final int MOST_NAMED = 5;

    private final Clock clock;

    public LeadImport(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "leads";
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> needed() {
        return List.of("phones", "alternatePhones");
    }

    @Override
    public String neededWords() {
        return "a phone number";
    }

    @Override
    public String filledColumns() {
        return "source_key, external_id, name, mobile, mobile_typed, numbers, alternate_phones, email, source, sub_source, campaign,"
                + " model, city, branch, cre_id, ps_id, status_name, priority, custom, remarks, created_at, next_at, assumed";
    }

    @Override
    public String stagedColumns() {
        return """
            source_key uuid, external_id text, name text, mobile text COLLATE "C", mobile_typed text, numbers text[],
            alternate_phones jsonb, email text, source text, sub_source text, campaign text, model text, city text, branch text,
            cre_id uuid, ps_id uuid, status_name text, priority text, custom jsonb, remarks text, created_at timestamptz,
            next_at timestamptz, assumed text
            """;
    }

    @Override
    public void stage(ImportRow row, CopyLine line) {
        List<String> assumed = new ArrayList<>();
        List<Phone> doubtful = new ArrayList<>();
        List<Phone> phones = row.dialled(List.of("phones", "alternatePhones"), "countryCode", "country", doubtful);
        if (phones.isEmpty()) {
            row.reject(
                    row.text("phones", 100) == null && row.text("alternatePhones", 100) == null
                            ? "has no phone number"
                            : "has no phone number that could be dialled");
            return;
        }
        doubtful.forEach(phone ->
                assumed.add("'" + phone.typed() + "' was read as " + phone.e164() + ", which is no number in use"));
        Phone mobile = phones.getFirst();
        String email = row.emails("emails").stream().findFirst().orElse(null);
        row.keepBesides("emails", email);
        String name = name(row, email, mobile, assumed);
        String externalId = row.text("externalId", 200);
        Instant createdAt = row.time("createdAt");
        String source = LeadSources.named(row.text("source", 100));
        String campaign = row.text("campaign", 200);
        String model = row.text("model", 200);
        row.keep("externalId");
        row.keep("country");
        String key = identity(externalId, mobile, createdAt, source, campaign, model, name, email);
        line.id(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)))
                .text(externalId)
                .text(name)
                .text(mobile.e164())
                .text(mobile.typed())
                .texts(phones.stream()
                        .map(phone -> String.valueOf(phone.e164()))
                        .toList())
                .text(ImportRow.json(phones.subList(1, phones.size())))
                .text(email)
                .text(source)
                .text(row.text("subSource", 100))
                .text(campaign)
                .text(model)
                .text(row.text("city", 100))
                .text(row.text("branch", 100))
                .id(cre(row))
                .id(row.seller("ps"))
                .text(row.text("status", 100))
                .text(priority(row))
                .text(row.custom())
                .text(row.text("remarks", 4_000))
                .time(createdAt)
                .time(row.time("nextFollowUpAt"))
                .text(assumed.isEmpty() ? null : String.join("; ", assumed));
    }

    private static String name(ImportRow row, @Nullable String email, Phone mobile, List<String> assumed) {
        String name = row.text("name", 200);
        if (name == null) {
            name = row.joined(List.of("firstName", "middleName", "lastName"), 200);
        }
        if (name != null) {
            return name;
        }
        assumed.add("has no name; it is called by its " + (email == null ? "number" : "e-mail address"));
        return email == null ? mobile.typed() : email;
    }

    /** Who took an enquiry is for managers to say; it counts in the figures of that person. */
    private static @Nullable UUID cre(ImportRow row) {
        if (row.sender().role().may(Permission.MANAGE)) {
            return row.seller("cre");
        }
        row.keep("cre");
        return null;
    }

    private static @Nullable String priority(ImportRow row) {
        String given = row.text("priority", 100);
        String priority = given == null ? null : PRIORITIES.get(given.toLowerCase(Locale.ROOT));
        if (priority == null) {
            row.keep("priority");
        }
        return priority;
    }

    /**
     * What an enquiry is known by again: its number in the other program, else who asked when for what. Where a file says no
     * time, the name and the address belong to it as well, because a telephone may have several people.
     */
    private static String identity(
            @Nullable String externalId,
            Phone mobile,
            @Nullable Instant createdAt,
            @Nullable String source,
            @Nullable String campaign,
            @Nullable String model,
            String name,
            @Nullable String email) {
        if (externalId != null) {
            return "enquiry number " + externalId + "\n" + mobile.e164();
        }
        return "enquiry "
                + Stream.of(
                                mobile.e164(),
                                createdAt,
                                source,
                                campaign,
                                model,
                                createdAt == null ? name : null,
                                createdAt == null ? email : null)
                        .map(part -> part == null ? "" : part.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("\n"));
    }

    @Override
    public List<String> decide(Handle handle, ImportContext context) {
        Instant now = clock.instant();
        List<String> remarks = new ArrayList<>();
        String guess = LeadSources.guess(context.fileName(), context.headers());
        String source = guess == null ? LeadSources.UNKNOWN : guess;
        long unsaid = LeadIntake.begin(handle, context, now, source);
        if (unsaid > 0) {
            remarks.add(
                    (context.column("source") == null ? "No column says the source" : unsaid + " rows have no source")
                            + "; '" + source + "' was taken"
                            + (guess == null ? "" : ", as the name of the file or its columns show"));
        }
        if (!context.mayManage() && context.column("cre") != null) {
            remarks.add("'" + context.column("cre")
                    + "' was kept as a custom field: only who manages the team says who took an enquiry");
        }
        LeadIntake.decide(handle, context.workspaceId(), now);
        unknownStatuses(handle, context, remarks);
        LeadTurns.assign(handle, context.workspaceId(), now);
        return remarks;
    }

    private static void unknownStatuses(Handle handle, ImportContext context, List<String> remarks) {
        List<String> unknown = LeadIntake.unknownStatuses(handle);
        if (!unknown.isEmpty()) {
            String first = unknown.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            remarks.add("'" + context.column("status") + "': "
                    + (unknown.size() == 1 ? "there is no status " : "there are no statuses ") + first
                    + (unknown.size() > MOST_NAMED ? ", …" : "")
                    + "; kept as a custom field, and these leads begin as new ones do");
        }
    }

    @Override
    public String findings() {
        return LeadIntake.FINDINGS;
    }

    @Override
    public String repetition() {
        return LeadIntake.REPETITION;
    }

    /** What is here stays as it is: a repeated enquiry is written when all leads stand. */
    @Override
    public List<UUID> update(Handle handle, UUID workspaceId, LineRange lines) {
        return List.of();
    }

    @Override
    public int insert(Handle handle, UUID workspaceId, LineRange lines) {
        return LeadIntake.insert(handle, workspaceId, lines, clock.instant());
    }

    @Override
    public List<UUID> finish(Handle handle, UUID workspaceId, UUID importId) {
        Instant now = clock.instant();
        List<UUID> touched = LeadIntake.touch(handle, workspaceId, now);
        LeadTurns.tell(handle, workspaceId, now);
        LeadTurns.remember(handle, workspaceId);
        return touched;
    }

    @Override
    public List<String> tables() {
        return List.of("leads", "lead_phones", "lead_follow_ups");
    }

    @Override
    public List<Topic> listTopics(UUID workspaceId) {
        return List.of(Leads.all(workspaceId), Topic.all(workspaceId, "lead-rules"));
    }

    @Override
    public Topic recordTopic(UUID workspaceId, UUID id) {
        return Leads.one(workspaceId, id);
    }
}
