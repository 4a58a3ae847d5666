package dev.bellhop.config.administration;

import dev.bellhop.config.audit.Action;
import dev.bellhop.config.audit.AuditTrail;
import dev.bellhop.config.audit.Author;
import dev.bellhop.config.audit.Change;
import dev.bellhop.config.audit.Subject;
import dev.bellhop.config.listing.Cursor;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import dev.bellhop.config.session.OrganizationSession;
import dev.bellhop.config.session.StoreFailures;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The story of a change, the same for every kind of row: in one transaction, under {@code If-Match}, with its audit entry. */
public final class Administration<E extends AdministeredRow, V extends View> {
    private final Kind kind;
    private final AdministeredRows<E> rows;
    private final Function<List<E>, Uni<List<V>>> views;
    private final OrganizationSession session;
    private final AuditTrail audit;
    private final Clock clock;

    Administration(
            Kind kind,
            AdministeredRows<E> rows,
            Function<List<E>, Uni<List<V>>> views,
            OrganizationSession session,
            AuditTrail audit,
            Clock clock) {
        this.kind = kind;
        this.rows = rows;
        this.views = views;
        this.session = session;
        this.audit = audit;
        this.clock = clock;
    }

    public Uni<V> get(UUID organization, UUID id) {
        return session.in(
                organization, () -> existing(rows.find(organization, id), id).chain(this::view));
    }

    /** Oldest first or by name; rows added meanwhile come on later pages, none is shown twice. */
    public Uni<Page<V>> list(UUID organization, PageRequest request, Filter filter) {
        return session.in(
                organization,
                () -> rows.page(organization, request, filter).chain(found -> page(found, request, filter)));
    }

    public Uni<Page<V>> page(List<E> found, PageRequest request, Filter filter) {
        Page<E> page = Page.of(
                found,
                request,
                row -> filter.isByName()
                        ? Cursor.byName(row.sortKey(), row.id())
                        : new Cursor(row.createdAt(), row.id()));
        return views.apply(page.items()).map(items -> new Page<>(items, page.nextCursor()));
    }

    /** @param work inside the transaction; gives the new row, not yet persisted, after whatever must be looked up */
    public Uni<V> create(UUID organization, Author author, Supplier<Uni<E>> work, Function<E, Uni<Void>> beside) {
        return session.in(organization, () -> insert(author, work, beside));
    }

    /** As {@link #create}, inside a transaction that the caller opened. */
    public Uni<V> insert(Author author, Supplier<Uni<E>> work, Function<E, Uni<Void>> beside) {
        return work.get()
                .chain(row -> rows.persistAndFlush(row)
                        .chain(() -> beside.apply(row))
                        .chain(() -> view(row))
                        .call(view -> audit.append(
                                author,
                                Action.CREATED,
                                subject(row, view),
                                Change.between(Map.of(), view.auditFields()))));
    }

    /**
     * A replacement that changes nothing leaves revision, ETag and audit trail as they are.
     *
     * @param change first what stands in other tables, then the row itself, which it leaves to be flushed here: once, so that
     *     the revision counts one change as one
     */
    public Uni<V> replace(UUID organization, UUID id, IfMatch ifMatch, Author author, Function<E, Uni<Void>> change) {
        return session.in(
                organization,
                () -> forChange(organization, id, ifMatch)
                        .chain(was -> change.apply(was.row)
                                .chain(() -> view(was.row))
                                .chain(is -> settle(
                                        was, Change.between(was.view.auditFields(), is.auditFields()), author))));
    }

    /** @param users who would be left with a dangling reference */
    public Uni<Void> delete(
            UUID organization,
            UUID id,
            IfMatch ifMatch,
            Author author,
            Function<E, Uni<List<UsedBy>>> users,
            Function<E, Uni<Void>> beside) {
        return session.in(
                organization,
                () -> forChange(organization, id, ifMatch)
                        .call(was -> users.apply(was.row).invoke(this::mustBeEmpty))
                        .chain(was -> beside.apply(was.row)
                                .chain(() -> rows.remove(was.row))
                                .chain(() -> audit.append(
                                        author,
                                        Action.DELETED,
                                        subject(was.row, was.view),
                                        Change.between(was.view.auditFields(), Map.of())))));
    }

    /** Makes the row the default or not; one that was it before changes by that, so it has its audit entry. */
    public Uni<Void> choose(DefaultChoice choice, String group, E row, boolean isDefault, Author author) {
        UUID organization = row.organizationId();
        return choice.of(organization, group)
                .chain(before -> choice.set(organization, group, row.id(), isDefault)
                        .chain(() -> isDefault && before != null && !before.equals(row.id())
                                ? replaced(organization, before, author)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> replaced(UUID organization, UUID before, Author author) {
        return rows.find(organization, before)
                .chain(row -> view(row).map(view -> subject(row, view)))
                .chain(subject ->
                        audit.append(author, Action.REPLACED, subject, List.of(new Change("default", true, false))));
    }

    /** A transaction of its own, after one that failed. */
    public <T> Uni<T> reading(UUID organization, Supplier<Uni<T>> work) {
        return session.in(organization, work);
    }

    /** Gives the refusal of a taken name the id of the row that has it. */
    public Uni<V> named(UUID organization, String name, Uni<V> work) {
        return work.onFailure(this::isNameTaken)
                .recoverWithUni(taken -> session.inAny(
                                organization, () -> rows.findByNameKey(organization, NamedRow.nameKey(name)))
                        .onItem()
                        .transformToUni(holder -> Uni.createFrom().failure(nameTaken(name, holder))));
    }

    public boolean isNameTaken(Throwable failure) {
        return StoreFailures.uniqueViolation(failure)
                .filter(constraint -> constraint.endsWith("_name_once"))
                .isPresent();
    }

    public ConfigException nameTaken(String name, E holder) {
        ConfigException taken = new ConfigException(
                Reason.NAME_TAKEN, "another " + kind.words() + " is called \"" + name + "\" (case does not matter)");
        return holder == null ? taken : taken.with("existingId", holder.id());
    }

    private Uni<Found> forChange(UUID organization, UUID id, IfMatch ifMatch) {
        return existing(rows.findForChange(organization, id), id)
                .chain(row -> view(row).invoke(ifMatch::check).map(view -> new Found(row, view)));
    }

    private Uni<V> settle(Found was, List<Change> changes, Author author) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(was.view);
        }
        if (changes.stream().anyMatch(change -> !change.field().equals("default"))) {
            was.row.touch(clock.instant());
        }
        return rows.flush()
                .chain(() -> view(was.row))
                .call(is -> audit.append(author, Action.REPLACED, subject(was.row, is), changes));
    }

    private Uni<E> existing(Uni<E> found, UUID id) {
        return found.onItem().ifNull().failWith(() -> kind.unknown(id));
    }

    private Uni<V> view(E row) {
        return views.apply(List.of(row)).map(views -> views.get(0));
    }

    private void mustBeEmpty(List<UsedBy> users) {
        if (!users.isEmpty()) {
            throw new ConfigException(Reason.IN_USE, "free the " + kind.words() + " from its users first")
                    .with("usedBy", users);
        }
    }

    private Subject subject(E row, V view) {
        return new Subject(row.organizationId(), kind.written(), row.id(), view.label());
    }

    private final class Found {
        final E row;
        final V view;

        Found(E row, V view) {
            this.row = row;
            this.view = view;
        }
    }
}
