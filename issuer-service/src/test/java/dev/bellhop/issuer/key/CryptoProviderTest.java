package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.bellhop.issuer.fake.Keys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Security;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CryptoProviderTest {
    @AfterEach
    void asItWas() {
        CryptoProvider.install();
    }

    static List<Runnable> fallsBackToTheJdksProviderAndSaysSo() {
        return List.of(
                () -> {
                    throw new UnsatisfiedLinkError("no amazonCorrettoCryptoProvider in java.library.path");
                },
                () -> {
                    AmazonCorrettoCryptoProvider.install();
                    throw new RuntimeException("self test failed");
                });
    }

    @ParameterizedTest
    @MethodSource
    void fallsBackToTheJdksProviderAndSaysSo(Runnable unusable) throws Exception {
        List<String> said = new ArrayList<>();
        Handler listener = listener(said);
        Logger logger = Logger.getLogger(CryptoProvider.class.getName());
        logger.addHandler(listener);
        try {
            assertThat(CryptoProvider.install(unusable)).isEqualTo("SunRsaSign");
        } finally {
            logger.removeHandler(listener);
        }

        assertThat(Security.getProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME))
                .isNull();
        assertThat(said).singleElement().asString().contains("the JDK's provider signs, about four times slower");
        assertThat(signsAndVerifies(Keys.newRsa())).isTrue();
    }

    private static boolean signsAndVerifies(KeyPair pair) throws Exception {
        byte[] text = "header.payload".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(text);
        return signature.verify(signed);
    }

    private static Handler listener(List<String> said) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(
                        record instanceof org.jboss.logmanager.ExtLogRecord ours
                                ? ours.getFormattedMessage()
                                : record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
