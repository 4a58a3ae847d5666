package dev.bellhop.bench.bare;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * RSA-2048 signatures (SHA256withRSA) by Amazon Corretto Crypto Provider and nothing else, on every core: what a token costs at the very
 * least. Each line of its input is a number of milliseconds; it signs that long and answers how often.
 */
public final class BareSigning {
    /** About what a subject token's header and claims come to. */
    private static final int BYTES = 600;

    private BareSigning() {}

    public static void main(String[] arguments)
            throws GeneralSecurityException, IOException, InterruptedException, ExecutionException {
        AmazonCorrettoCryptoProvider.install();
        AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        ChildProcess.tell("ready");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                ChildProcess.tell(String.valueOf(sign(threads, key, Long.parseLong(line))));
            }
        }
        threads.shutdownNow();
    }

    private static long sign(ExecutorService threads, KeyPair key, long millis)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + millis * 1_000_000;
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int n = 0; n < Runtime.getRuntime().availableProcessors(); n++) {
            tasks.add(() -> signUntil(end, key));
        }
        long signatures = 0;
        for (Future<Long> part : threads.invokeAll(tasks)) {
            signatures += part.get();
        }
        return signatures;
    }

    private static long signUntil(long end, KeyPair key) throws GeneralSecurityException {
        byte[] text = new byte[BYTES];
        Arrays.fill(text, (byte) 'a');
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        long made = 0;
        while (System.nanoTime() - end < 0) {
            text[(int) (made % BYTES)]++;
            signature.update(text);
            signature.sign();
            made++;
        }
        return made;
    }
}
