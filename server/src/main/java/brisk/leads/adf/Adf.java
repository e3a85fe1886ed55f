package brisk.leads.adf;

import brisk.leads.adf.AdfXml.Element;
import brisk.platform.http.Problem;
import brisk.platform.records.PhoneNumbers;
import brisk.platform.records.Readers;
import brisk.platform.records.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Auto-lead Data Format 1.0: each prospect as the fields of a new lead. What has no field of its own is told in the remarks. */
public final class Adf {
    private static final int MOST_PROSPECTS = 100;
    private static final int LONGEST_REMARKS = 4_000;
    private static final int LONGEST_CUSTOM = 200;
    private static final Set<String> MOBILES = Set.of("cellphone", "mobile", "cell", "mobilephone");

    private Adf() {}

    /**
     * @param adfId what the sender calls it; empty where it says nothing
     * @param lead the fields of a new lead, not checked yet
     */
    public record Prospect(String adfId, ObjectNode lead) {}

    /**
     * @param region by which numbers without a country code are read
     * @throws Problem 400 where this is no XML, 422 where it is no ADF
     */
    public static List<Prospect> read(byte[] xml, String region) {
        Element root = AdfXml.read(xml);
        List<Element> prospects = root.all("prospect").toList();
        if (!root.name().equals("adf") || prospects.isEmpty()) {
            throw Problem.invalid("adf", "must be an <adf> with one <prospect> at least");
        }
        if (prospects.size() > MOST_PROSPECTS) {
            throw Problem.invalid("adf", "must have " + MOST_PROSPECTS + " prospects at the most");
        }
        return prospects.stream()
                .map(prospect -> new Prospect(cut(prospect.textAt("id"), LONGEST_CUSTOM), lead(prospect, region)))
                .toList();
    }

    private static ObjectNode lead(Element prospect, String region) {
        ObjectNode lead = JsonNodeFactory.instance.objectNode();
        Element none = prospect;
        Element customer = prospect.first("customer").orElse(none);
        Element contact = customer.first("contact").orElse(customer);
        List<String> remarks = new ArrayList<>();
        put(lead, "customerName", name(contact));
        numbers(lead, contact, region, remarks);
        email(lead, contact, remarks);
        put(lead, "city", cut(contact.textAt("address", "city"), 100));
        put(lead, "source", cut(provider(prospect), 100));
        put(lead, "subSource", cut(prospect.textAt("provider", "service"), 100));
        vehicles(lead, prospect, remarks);
        remarks.add(customer.textAt("comments"));
        remark(remarks, "Wants it: ", customer.textAt("timeframe", "description"));
        remark(remarks, "Pays by: ", prospect.textAt("vehicle", "finance", "method"));
        put(
                lead,
                "remarks",
                cut(
                        remarks.stream().filter(line -> !line.isBlank()).collect(Collectors.joining("\n")),
                        LONGEST_REMARKS));
        ObjectNode custom = lead.putObject("custom");
        put(custom, "ADF id", cut(prospect.textAt("id"), LONGEST_CUSTOM));
        put(custom, "ADF request date", cut(prospect.textAt("requestdate"), LONGEST_CUSTOM));
        put(custom, "ADF vendor", cut(vendor(prospect), LONGEST_CUSTOM));
        put(custom, "ADF address", cut(address(contact), LONGEST_CUSTOM));
        return lead;
    }

    private static void put(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }

    private static void remark(List<String> remarks, String label, String value) {
        if (!value.isEmpty()) {
            remarks.add(label + value);
        }
    }

    private static String cut(String text, int longest) {
        String clean = Texts.clean(text);
        return clean.length() > longest ? clean.substring(0, longest).strip() : clean;
    }

    /** The name as a whole, or put together from its parts; of a business, its own. */
    private static String name(Element contact) {
        List<Element> names = contact.all("name").toList();
        String full = part(names, "full");
        String joined = Stream.of("first", "middle", "last", "suffix")
                .map(part -> part(names, part))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        String any = names.stream()
                .map(Element::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return Stream.of(full, joined, any)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String part(List<Element> names, String part) {
        return names.stream()
                .filter(name -> name.attribute("part").equalsIgnoreCase(part))
                .map(Element::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A mobile before a number at home; a number that cannot be dialled is told, and stands alone where there is no other. */
    private static void numbers(ObjectNode lead, Element contact, String region, List<String> remarks) {
        List<Element> phones = contact.all("phone")
                .filter(phone -> !phone.text().isEmpty())
                .sorted(Comparator.comparingInt(Adf::order))
                .toList();
        List<Element> good = phones.stream()
                .filter(phone -> canBeDialled(phone.text(), region))
                .toList();
        for (Element phone : good.isEmpty() ? phones.stream().limit(1).toList() : good) {
            if (!lead.has("mobile")) {
                lead.put("mobile", phone.text());
            } else if (lead.withArray("alternatePhones").size() < 10) {
                lead.withArray("alternatePhones").add(phone.text());
            }
        }
        for (Element phone : phones) {
            remark(
                    remarks,
                    "Call " + cut(phone.text(), 64) + ": ",
                    phone.attribute("time").replaceAll("(?i)^nopreference$", ""));
            if (!good.isEmpty() && !good.contains(phone)) {
                remarks.add("A number that cannot be dialled: " + cut(phone.text(), 64));
            }
        }
    }

    private static int order(Element phone) {
        String type = phone.attribute("type").toLowerCase(Locale.ROOT);
        boolean preferred = phone.attribute("preferredcontact").equals("1");
        return MOBILES.contains(type) ? 0 : type.equals("fax") ? 3 : preferred ? 1 : 2;
    }

    private static boolean canBeDialled(String typed, String region) {
        String text = Texts.clean(typed);
        return text.length() <= 64 && PhoneNumbers.parse(text, region).e164() != null;
    }

    private static void email(ObjectNode lead, Element contact, List<String> remarks) {
        String email = contact.textAt("email");
        if (Readers.isEmail(email.toLowerCase(Locale.ROOT))) {
            lead.put("email", email);
        } else {
            remark(remarks, "E-mail as given: ", cut(email, 200));
        }
    }

    private static String provider(Element prospect) {
        return Stream.of(
                        prospect.first("provider")
                                .map(provider -> name(provider))
                                .orElse(""),
                        prospect.textAt("provider", "service"),
                        "ADF")
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String vendor(Element prospect) {
        String own = prospect.textAt("vendor", "vendorname");
        return own.isEmpty()
                ? prospect.first("vendor")
                        .flatMap(vendor -> vendor.first("contact"))
                        .map(Adf::name)
                        .orElse("")
                : own;
    }

    private static String address(Element contact) {
        return contact.first("address").stream()
                .flatMap(address -> Stream.of("street", "apartment", "postalcode", "city", "regioncode", "country")
                        .flatMap(address::all))
                .map(Element::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** What the customer wants to buy is the model; any other car is told. */
    private static void vehicles(ObjectNode lead, Element prospect, List<String> remarks) {
        List<Element> vehicles = prospect.all("vehicle").toList();
        Element wanted = vehicles.stream()
                .filter(vehicle -> !isTradeIn(vehicle))
                .findFirst()
                .orElse(null);
        for (Element vehicle : vehicles) {
            String what = described(vehicle);
            if (vehicle == wanted) {
                put(lead, "model", cut(what, 200));
                String status = vehicle.attribute("status");
                String interest = vehicle.attribute("interest");
                remark(
                        remarks,
                        "Interest: ",
                        Stream.of(interest, status)
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(", ")));
            } else {
                remark(remarks, isTradeIn(vehicle) ? "Trade-in: " : "Also: ", what);
            }
            remark(remarks, "Stock: ", vehicle.textAt("stock"));
            remark(remarks, "VIN: ", vehicle.textAt("vin"));
            vehicle.all("comments").map(Element::text).forEach(remarks::add);
        }
    }

    private static boolean isTradeIn(Element vehicle) {
        return vehicle.attribute("interest").toLowerCase(Locale.ROOT).startsWith("trade")
                || vehicle.attribute("interest").equalsIgnoreCase("sell");
    }

    private static String described(Element vehicle) {
        return Stream.of("year", "make", "model", "trim")
                .map(vehicle::textAt)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
