package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.companies.CompanyImport;
import brisk.contacts.ContactImport;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void names_of_columns_are_understood_however_they_are_written() {
        assertThat(contacts("Index,User Id,First Name,Last Name,Sex,Email,Phone,Date of birth,Job Title"))
                .isEqualTo("ignore,custom,firstName,lastName,custom,emails,phones,custom,jobTitle");
        assertThat(contacts("created_time,full_name,email,phone_number,form_name,platform"))
                .isEqualTo("custom,name,emails,phones,custom,custom");
        assertThat(contacts("Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,"
                        + "Associated Company,Country/Region,Contact owner"))
                .isEqualTo("custom,firstName,lastName,emails,phones,status,custom,organisation,custom,owner");
        assertThat(contacts("First Name,Last Name,URL,Email Address,Company,Position,Connected On"))
                .isEqualTo("firstName,lastName,custom,emails,organisation,jobTitle,custom");
        assertThat(contacts("Lead ID,Contact Name,Email,Mobile,Lead Owner,Source,Campaign,Status,Notes"))
                .isEqualTo("custom,name,emails,phones,owner,source,custom,status,custom");
        assertThat(contacts("created_at,name,email,country_code,mobile_without_country_code,company,city,lead_owner,"
                        + "crm_status,data_source"))
                .isEqualTo("custom,name,emails,countryCode,phones,organisation,custom,owner,status,source");
        assertThat(contacts("E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Organization Name,"
                        + "Organization Title,Labels"))
                .isEqualTo("ignore,emails,emails,phones,organisation,jobTitle,tags");
        assertThat(contacts("sales_agent,manager,regional_office")).isEqualTo("name,custom,custom");
    }

    @Test
    void other_languages_are_understood() {
        assertThat(contacts("Nombre,Correo,Telefono,Empresa,Notas"))
                .isEqualTo("name,emails,phones,organisation,custom");
        assertThat(contacts("Prénom,Nom,Société,Téléphone,Courriel"))
                .isEqualTo("firstName,lastName,organisation,phones,emails");
        assertThat(contacts("Vorname,Name,Firma,Telefon,E-Mail"))
                .isEqualTo("firstName,lastName,organisation,phones,emails");
        assertThat(contacts("الاسم,البريد الإلكتروني,رقم الهاتف,الشركة")).isEqualTo("name,emails,phones,organisation");
        assertThat(contacts("नाम,ईमेल,मोबाइल,कंपनी")).isEqualTo("name,emails,phones,organisation");
    }

    @Test
    void one_slip_is_forgiven() {
        assertThat(contacts("Nmae,Emial,Phne,Compny,Statu")).isEqualTo("name,emails,phones,organisation,status");
        assertThat(Suggestion.isOneSlipFrom("state", "status")).isFalse();
        assertThat(Suggestion.isOneSlipFrom("name", "name")).isFalse();
    }

    @Test
    void of_columns_with_one_meaning_the_better_named_one_has_it() {
        assertThat(contacts("Title,Job Title")).isEqualTo("custom,jobTitle");
        assertThat(contacts("Name,Email,Phone,Name (2),Email (2)")).isEqualTo("name,emails,phones,custom,emails");
    }

    @Test
    void what_stands_in_a_column_tells_its_meaning_where_its_name_does_not() {
        assertThat(suggest(
                        new ContactImport(Clock.systemUTC()),
                        "Who,Where to write,Backup mailbox,Headphones owned",
                        List.of(
                                List.of("Ada", "ada@example.org", "a@b.org", "2"),
                                List.of("Bob", "bob@x.org", "", "1"))))
                .isEqualTo("custom,emails,emails,custom");
        assertThat(suggest(
                        new ContactImport(Clock.systemUTC()),
                        "Column 1,Column 2",
                        List.of(List.of("Ada", "ada@example.org"), List.of("Bob", "bob@x.org"))))
                .isEqualTo("custom,emails");
    }

    @Test
    void columns_of_companies_are_understood() {
        assertThat(companies("account,sector,year_established,revenue,employees,office_location,subsidiary_of"))
                .isEqualTo("name,industry,foundedYear,revenue,employees,country,parent");
        assertThat(companies("Record ID,Company name,Website URL,Company owner,Create Date"))
                .isEqualTo("custom,name,website,owner,custom");
        assertThat(companies("Company,Annual revenue (in millions of USD)")).isEqualTo("name,revenueMillions");
    }

    private static String contacts(String headers) {
        return suggest(new ContactImport(Clock.systemUTC()), headers, List.of());
    }

    private static String companies(String headers) {
        return suggest(new CompanyImport(Clock.systemUTC()), headers, List.of());
    }

    private static String suggest(ImportTarget target, String headers, List<List<String>> sample) {
        return String.join(",", Suggestion.of(target.fields(), Arrays.asList(headers.split(",")), sample));
    }
}
