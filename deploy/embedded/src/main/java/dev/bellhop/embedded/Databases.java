package dev.bellhop.embedded;

import dev.bellhop.embedded.EmbeddedPostgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/** Makes databases and their roles, as the superuser of one server. */
record Databases(int port, String superuserPassword) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    Database create(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a database is named " + NAME + ", not " + name);
        }
        Database database = new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name,
                "postgresql://127.0.0.1:" + port + "/" + name,
                name + "_owner",
                Passwords.next(),
                name + "_service",
                Passwords.next());
        run(
                "postgres",
                List.of(
                        role(database.owner(), database.ownerPassword()),
                        role(database.service(), database.servicePassword()),
                        "create database " + name + " owner " + database.owner(),
                        "revoke all on database " + name + " from public",
                        "grant connect on database " + name + " to " + database.service()));
        run(
                name,
                List.of(
                        "alter schema public owner to " + database.owner(),
                        "revoke all on schema public from public",
                        "grant usage on schema public to " + database.service(),
                        "alter default privileges for role " + database.owner() + " in schema public"
                                + " grant select, insert, update, delete on tables to " + database.service(),
                        "alter default privileges for role " + database.owner() + " in schema public"
                                + " grant usage, select on sequences to " + database.service()));
        return database;
    }

    private static String role(String name, String password) {
        return "create role " + name
                + " login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls password '" + password
                + "'";
    }

    private void run(String database, List<String> statements) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, "postgres", superuserPassword);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database in " + database, e);
        }
    }

    @Override
    public String toString() {
        return "Databases[port " + port + "]";
    }
}
