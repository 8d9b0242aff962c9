package org.skipsweep.driver.page.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who gets in. A request must name this server as its host, so that a name of an attacker's which points here does not, and come from no
 * other site's page. Where the server listens beyond this machine it must also show the token: as {@code ?token=}, which is answered with
 * a cookie, and from then on by that cookie.
 */
final class Gate {
    private static final int TOKEN_BYTES = 16;
    private static final String COOKIE = "sweep-token";

    private final Set<String> hosts;
    private final Optional<String> token;

    private Gate(Set<String> hosts, Optional<String> token) {
        this.hosts = hosts;
        this.token = token;
    }

    /** What becomes of a request. */
    enum Answer {
        /** It gets what it asks for. */
        ENTER,
        /** It showed the token in its address: it shall come again with the cookie that it gets. */
        TAKE_COOKIE,
        /** It named another host, or comes from a page of another site. */
        FOREIGN,
        /** It shows no token, or a wrong one. */
        NO_TOKEN
    }

    /** The gate of a server that listens at {@code address}, as it was asked to by {@code name}. */
    static Gate at(InetSocketAddress address, String name) throws SocketException {
        Set<String> names = new HashSet<>(List.of(name));
        boolean here = address.getAddress().isLoopbackAddress();
        if (here) {
            names.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
        } else {
            names.addAll(namesOfThisMachine());
        }
        Set<String> hosts = new HashSet<>();
        names.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT) + ":" + address.getPort()));
        return new Gate(hosts, here ? Optional.empty() : Optional.of(newToken()));
    }

    private static List<String> namesOfThisMachine() throws SocketException {
        List<String> names = new ArrayList<>();
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .forEach(address -> {
                    String text = address.getHostAddress().replaceFirst("%.*", "");
                    names.add(text.contains(":") ? "[" + text + "]" : text);
                });
        try {
            names.add(InetAddress.getLocalHost().getHostName());
            names.add(InetAddress.getLocalHost().getCanonicalHostName());
        } catch (UnknownHostException e) {
            // Its addresses will do.
        }
        names.add("localhost");
        return names;
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the address of the page must end with. */
    String query() {
        return token.map(secret -> "?token=" + secret).orElse("");
    }

    Answer answer(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!ofThisHost(headers) || !ofOwnPage(headers)) {
            return Answer.FOREIGN;
        }
        if (token.isEmpty() || hasCookie(headers)) {
            return Answer.ENTER;
        }
        return parameter(exchange.getRequestURI(), "token")
                        .filter(this::isToken)
                        .isPresent()
                ? Answer.TAKE_COOKIE
                : Answer.NO_TOKEN;
    }

    private boolean ofThisHost(Headers headers) {
        List<String> named = headers.getOrDefault("Host", List.of());
        return named.size() == 1 && hosts.contains(named.get(0).toLowerCase(Locale.ROOT));
    }

    /** Browsers name the page that asks; programs, and a person who types the address, have none to name. */
    private boolean ofOwnPage(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean ownSite = site == null || !(site.equals("cross-site") || site.equals("same-site"));
        return ownSite
                && headers.getOrDefault("Origin", List.of()).stream()
                        .allMatch(origin -> origin.startsWith("http://")
                                && hosts.contains(
                                        origin.substring("http://".length()).toLowerCase(Locale.ROOT)));
    }

    private boolean hasCookie(Headers headers) {
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> List.of(line.split(";\\s*")).stream())
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .anyMatch(pair -> isToken(pair.substring(COOKIE.length() + 1)));
    }

    /** In a time that does not depend on where they differ. */
    private boolean isToken(String shown) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), token.orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    /** The cookie that {@link Answer#TAKE_COOKIE} gives. */
    String cookie() {
        return COOKIE + "=" + token.orElseThrow() + "; HttpOnly; SameSite=Strict; Path=/";
    }

    /** A parameter of an address, as it stands there. */
    static Optional<String> parameter(URI address, String name) {
        String query = address.getRawQuery();
        return query == null
                ? Optional.empty()
                : List.of(query.split("&")).stream()
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst();
    }
}
