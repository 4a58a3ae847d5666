package dev.bellhop.emulator;

import dev.bellhop.embedded.CertificateAuthority;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * How an emulator is started.
 *
 * @param host where it listens: a loopback address or name, anything else stops the start
 * @param controlPort of control API and identity provider; 0 for any free one
 * @param proxyPort of the CONNECT proxy; 0 for any free one
 * @param certificateAuthority signs the emulator's certificates
 * @param controlToken what the control API takes as bearer token
 * @param issuerTrust certificates, PEM, that issuers' discovery documents and keys may be served under
 * @param issuerKeyLife how long an issuer's fetched keys serve; nothing shortens it, as with Entra
 * @param issuerTimeout for one issuer's discovery document and keys together
 * @param clock what every time is judged by
 */
public record EmulatorOptions(
        String host,
        int controlPort,
        int proxyPort,
        CertificateAuthority certificateAuthority,
        String controlToken,
        List<String> issuerTrust,
        Duration issuerKeyLife,
        Duration issuerTimeout,
        Clock clock) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public EmulatorOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(certificateAuthority, "certificateAuthority");
        Objects.requireNonNull(clock, "clock");
        issuerTrust = List.copyOf(issuerTrust);
        if (controlToken == null || controlToken.length() < 16) {
            throw new IllegalArgumentException("controlToken: expected at least 16 characters");
        }
    }

    /** Free ports on 127.0.0.1, a random control token, issuers trusted under this same authority. */
    public static EmulatorOptions of(CertificateAuthority authority) {
        byte[] token = new byte[24];
        RANDOM.nextBytes(token);
        return new EmulatorOptions(
                "127.0.0.1",
                0,
                0,
                authority,
                Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                List.of(authority.pem()),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Clock.systemUTC());
    }

    public EmulatorOptions withHost(String other) {
        return new EmulatorOptions(
                other,
                controlPort,
                proxyPort,
                certificateAuthority,
                controlToken,
                issuerTrust,
                issuerKeyLife,
                issuerTimeout,
                clock);
    }

    public EmulatorOptions withPorts(int control, int proxy) {
        return new EmulatorOptions(
                host,
                control,
                proxy,
                certificateAuthority,
                controlToken,
                issuerTrust,
                issuerKeyLife,
                issuerTimeout,
                clock);
    }

    public EmulatorOptions withControlToken(String token) {
        return new EmulatorOptions(
                host,
                controlPort,
                proxyPort,
                certificateAuthority,
                token,
                issuerTrust,
                issuerKeyLife,
                issuerTimeout,
                clock);
    }

    public EmulatorOptions withIssuerTrust(List<String> pems) {
        return new EmulatorOptions(
                host,
                controlPort,
                proxyPort,
                certificateAuthority,
                controlToken,
                pems,
                issuerKeyLife,
                issuerTimeout,
                clock);
    }

    public EmulatorOptions withIssuerKeys(Duration life, Duration timeout) {
        return new EmulatorOptions(
                host, controlPort, proxyPort, certificateAuthority, controlToken, issuerTrust, life, timeout, clock);
    }

    public EmulatorOptions withClock(Clock other) {
        return new EmulatorOptions(
                host,
                controlPort,
                proxyPort,
                certificateAuthority,
                controlToken,
                issuerTrust,
                issuerKeyLife,
                issuerTimeout,
                other);
    }

    @Override
    public String toString() {
        return "EmulatorOptions[" + host + ", control " + controlPort + ", proxy " + proxyPort + "]";
    }
}
