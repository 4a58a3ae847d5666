package dev.bellhop.config.fake;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between the service and PostgreSQL and notes every statement that is sent: simple queries by their text, executions of
 * prepared ones as {@code execute}, and what was prepared (PostgreSQL's frontend protocol 3, "Message Formats").
 */
final class StatementTap implements AutoCloseable {
    private final ServerSocket door;
    private final int serverPort;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> prepared = new CopyOnWriteArrayList<>();

    StatementTap(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    List<String> sent() {
        return sent;
    }

    /** Ever since the start: a statement is prepared once for a connection. */
    List<String> prepared() {
        return prepared;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            daemon(() -> listen(client, server));
            daemon(() -> pass(server, client));
        }
    }

    private void listen(Socket client, Socket server) throws IOException {
        try (client;
                server) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            DataOutputStream out = new DataOutputStream(server.getOutputStream());
            forward(in, out, new byte[0]); // the start-up message has no type
            while (true) {
                byte type = in.readByte();
                byte[] body = forward(in, out, new byte[] {type});
                switch (type) {
                    case 'Q' -> sent.add(text(body, 0));
                    case 'E' -> sent.add("execute");
                    case 'P' -> prepared.add(text(body, text(body, 0).length() + 1));
                    default -> {} // parameters, synchronising, the end
                }
            }
        }
    }

    private static byte[] forward(DataInputStream in, DataOutputStream out, byte[] type) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - Integer.BYTES);
        synchronized (out) {
            out.write(type);
            out.writeInt(length);
            out.write(body);
            out.flush();
        }
        return body;
    }

    /** Texts end in a zero byte. */
    private static String text(byte[] body, int from) {
        int to = from;
        while (body[to] != 0) {
            to++;
        }
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    private static void pass(Socket server, Socket client) throws IOException {
        try (server;
                client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] chunk = new byte[1 << 15];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.write(chunk, 0, read);
                out.flush();
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // one side hung up, which is how connections end; the other side was closed with it
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
