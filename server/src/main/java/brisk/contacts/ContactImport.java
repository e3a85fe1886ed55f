package brisk.contacts;

import brisk.imports.CopyLine;
import brisk.imports.ImportContext;
import brisk.imports.ImportField;
import brisk.imports.ImportRow;
import brisk.imports.ImportTarget;
import brisk.platform.cache.Topic;
import brisk.platform.records.PhoneNumbers;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Contacts from files: what columns can mean, and how a row becomes a contact. */
public final class ContactImport implements ImportTarget {
    private static final List<ImportField> FIELDS = ImportField.table("""
            firstName: First name, given name, forename, fname, first, Vorname, prénom, nombre de pila
            middleName: middle name, additional name, mname, middle
            lastName: Last name, surname, family name, lname, sname, last, Nachname, Familienname, apellido, \
                apellidos, cognome
            name: name, full name, contact name, customer name, client name, lead name, display name, contact, \
                person, sales agent, nombre, nombre completo, nom, nom complet, nome, الاسم, الاسم الكامل, \
                اسم العميل, नाम, पूरा नाम, ग्राहक का नाम
            emails*: e-mail, email address, mail, e-mails, E-mail 1 - Value, primary email, work email, \
                business email, personal email, home email, other email, secondary email, lead email, \
                contact email, email id, correo, correo electrónico, courriel, adresse mail, adresse email, \
                E-Mail-Adresse, البريد الإلكتروني, الإيميل, ईमेल
            phones*: phone, phone number, mobile, telephone, Phone 1 - Value, mobile phone, mobile number, \
                mobile no, cell, cell phone, tel, primary phone, home phone, business phone, work phone, \
                other phone, phone no, contact number, contact no, contact phone number, lead phone, whatsapp, \
                whatsapp number, mobile without country code, teléfono, móvil, téléphone, portable, Telefon, \
                Telefonnummer, Handy, Mobil, الهاتف, رقم الهاتف, الجوال, رقم الجوال, फोन, फ़ोन, मोबाइल, \
                मोबाइल नंबर, फोन नंबर
            countryCode: country code, dial code, dialing code, isd code, phone country code
            organisation: company, company name, organisation, organization, Organization 1 - Name, \
                organisation name, account, account name, associated company, employer, business name, business, \
                Firma, Unternehmen, société, entreprise, empresa, compañía, azienda, الشركة, اسم الشركة, कंपनी
            jobTitle: job title, position, Organization 1 - Title, designation, job, occupation, title, poste, \
                fonction, cargo, puesto, Beruf, المسمى الوظيفي, पद
            role: role, contact role, Rolle
            production: production, production name, project, show
            type: type, contact type, lead type
            status: status, relationship status, lead status, crm status, contact status, lifecycle stage, estado, \
                statut, الحالة, स्थिति
            warmness: warmness, warmness score, lead score
            inCampaign: in campaign, added to campaign
            lastContactedAt as date: last contacted, last contact, last contact date, last contacted at, \
                last contacted date, last activity date, last activity
            owner: owner, contact owner, lead owner, assigned to, sales rep, salesperson, account owner, \
                owner name, owner email
            source: source, lead source, data source, original source
            tags*: tags, labels, group membership, categories, tag, label, groups, etiquetas
            """);

    private final Clock clock;

    public ContactImport(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "contacts";
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public String filledColumns() {
        return "name, emails, phones, organisation, job_title, role, production, type, status, warmness, in_campaign,"
                + " last_contacted_at, owner_id, source, tags, custom";
    }

    /** A row of an import is known by its name and e-mail address; without one by name and phone, or organisation. */
    @Override
    public String stagedColumns() {
        return """
            name text, emails text[], phones jsonb, organisation text, job_title text, role text, production text,
            type text, status text, warmness smallint, in_campaign boolean, last_contacted_at timestamptz, owner_id uuid,
            source text, tags text[], custom jsonb,
            email text COLLATE "C" GENERATED ALWAYS AS (emails[1]) STORED,
            name_key text COLLATE "C" GENERATED ALWAYS AS (left(fold(name), 200)) STORED,
            organisation_key text COLLATE "C" GENERATED ALWAYS AS (left(fold(organisation), 200)) STORED,
            source_key uuid GENERATED ALWAYS AS (md5(fold(name) || E'\\n' || coalesce(
                'email ' || emails[1],
                'phone ' || coalesce(phones -> 0 ->> 'e164', phones -> 0 ->> 'typed'),
                'organisation ' || fold(organisation),
                ''))::uuid) STORED
            """;
    }

    @Override
    public void stage(ImportRow row, CopyLine line) {
        List<String> emails = row.emails("emails");
        List<PhoneNumbers.Phone> phones = row.phones("phones", "countryCode");
        String organisation = row.text("organisation", 200);
        String name = row.text("name", 200);
        if (name == null) {
            name = row.joined(List.of("firstName", "middleName", "lastName"), 200);
        }
        if (name == null) {
            name = !emails.isEmpty()
                    ? emails.getFirst()
                    : organisation != null
                            ? organisation
                            : phones.isEmpty() ? null : phones.getFirst().typed();
        }
        if (name == null) {
            row.reject("has neither a name nor an e-mail address, an organisation or a phone number");
            return;
        }
        line.text(name)
                .texts(emails)
                .text(ImportRow.json(phones))
                .text(organisation)
                .text(row.text("jobTitle", 200))
                .text(row.text("role", 100))
                .text(row.text("production", 200))
                .text(row.text("type", 100))
                .text(row.text("status", 100))
                .number(row.number("warmness", BigDecimal.ZERO, BigDecimal.valueOf(100), 0))
                .flag(row.flag("inCampaign"))
                .time(row.time("lastContactedAt"))
                .id(row.owner("owner"))
                .text(row.text("source", 100))
                .texts(row.tags("tags"))
                .text(row.custom());
    }

    @Override
    public List<String> decide(Handle handle, ImportContext context) {
        ContactMerge.decide(handle, context.workspaceId());
        return List.of();
    }

    @Override
    public String findings() {
        return ContactMerge.SHARED_EMAILS;
    }

    @Override
    public List<UUID> update(Handle handle, UUID workspaceId, LineRange lines) {
        return ContactMerge.update(handle, workspaceId, lines, clock.instant());
    }

    @Override
    public int insert(Handle handle, UUID workspaceId, LineRange lines) {
        return ContactMerge.insert(handle, workspaceId, lines, clock.instant());
    }

    @Override
    public List<Topic> listTopics(UUID workspaceId) {
        return List.of(Contacts.all(workspaceId));
    }

    @Override
    public Topic recordTopic(UUID workspaceId, UUID id) {
        return Contacts.one(workspaceId, id);
    }
}
