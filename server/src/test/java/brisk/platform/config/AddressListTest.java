package brisk.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "127.0.0.1, ::ffff:127.0.0.1, true",
    })
    void aNetworkContainsWhatSharesItsPrefix(String network, String address, boolean expected) {
        assertThat(AddressList.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(expected);
    }

    @Test
    void aListContainsWhatAnyOfItsNetworksContains() {
        AddressList list = AddressList.parse(" 10.0.0.0/8 , ::1,");
        assertThat(list.contains(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(list.contains(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(list.contains(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
        assertThat(AddressList.parse("").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "1.2.3.4.5", "/8"})
    void whatIsNoAddressIsRefusedAndNamed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressList.parse("::1, " + text))
                .withMessageContaining("'" + text + "'");
    }
}
