package herald.page;

import herald.database.Transactions;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pages of this installation. */
@Singleton
public class Pages {

    private static final int MOST_LANGUAGES = 20;
    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private final PageRepository pages;
    private final Transactions transactions;
    private final ApplicationEventPublisher<PageChanged> events;
    private final Clock clock;

    Pages(PageRepository pages, Transactions transactions, ApplicationEventPublisher<PageChanged> events, Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** All pages, the oldest first. */
    public List<Page> all() {
        return pages.all();
    }

    /** @throws PageNotFoundException when there is none */
    public Page byCode(String code) {
        return pages.findByCode(code).orElseThrow(() -> new PageNotFoundException(code));
    }

    public Optional<Page> byId(long id) {
        return pages.findById(id);
    }

    /** @throws InvalidException when a field will not do */
    public Page create(PageFields fields) {
        InvalidException.throwIfAny(fields.problems());
        var now = clock.instant();
        return transactions.write(() -> {
            var page = fields.on(
                    new Page(null, PublicId.random(), 1, "", null, null, "UTC", "en", "default", null, now, now));
            refuseTakenDomain(page);
            return pages.save(page);
        });
    }

    /** @throws InvalidException when a field will not do */
    public Page change(String code, PageFields fields) {
        InvalidException.throwIfAny(fields.problems());
        return transactions.write(() -> {
            raiseVersion(byCode(code).id());
            var page = fields.on(byCode(code));
            refuseTakenDomain(page);
            return pages.update(page);
        });
    }

    private void refuseTakenDomain(Page page) {
        if (page.domain() != null
                && pages.findByDomain(page.domain())
                        .filter(other -> !other.code().equals(page.code()))
                        .isPresent()) {
            throw new InvalidException(List.of("page.domain: another page has " + page.domain() + " already."));
        }
    }

    /**
     * Says that something readers can see is about to change, first thing in the transaction that changes it. The row that it
     * writes also puts the writers of one page in a line.
     *
     * @return the version readers will see the change at
     */
    @Transactional(TxType.MANDATORY)
    public long raiseVersion(long pageId) {
        pages.raiseVersion(pageId, clock.instant());
        events.publishEvent(new PageChanged(pageId));
        return pages.version(pageId).orElseThrow();
    }

    /** Puts another theme on, in a transaction that has raised the version; whether there is such a theme is for the caller to know. */
    @Transactional(TxType.MANDATORY)
    public void wear(long pageId, String theme) {
        pages.wear(pageId, theme);
    }

    /** What may be said about a page; null leaves a field as it is. */
    public record PageFields(
            @Nullable String name,
            @Nullable String description,
            @Nullable String domain,
            @Nullable String timeZone,
            @Nullable List<String> languages,
            @Nullable String supportUrl) {

        private static final String HOST_NAME =
                "(?i)(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+";

        /** What will not do, in words; empty when all will. */
        public List<String> problems() {
            var problems = new ArrayList<String>();
            if (name != null && (name.isBlank() || name.length() > 255)) {
                problems.add("page.name: give a name of 1 to 255 characters.");
            }
            unshowable(problems, "page.name", name);
            unshowable(problems, "page.page_description", description);
            if (domain != null
                    && !domain.isBlank()
                    && !DOMAIN.matcher(domain.strip()).matches()) {
                problems.add("page.domain: give a host name such as status.example.com, without https:// and paths.");
            }
            if (description != null && description.length() > 2000) {
                problems.add("page.description: at most 2000 characters.");
            }
            if (domain != null && !domain.isBlank() && !domain.strip().matches(HOST_NAME)) {
                problems.add("page.domain: '" + domain
                        + "' is not a host name; give one such as status.example.com, without https://.");
            }
            if (timeZone != null && !isZone(timeZone)) {
                problems.add(
                        "page.time_zone: '" + timeZone + "' is not a time zone; use an IANA name such as Asia/Seoul.");
            }
            if (languages != null
                    && (languages.isEmpty()
                            || languages.size() > MOST_LANGUAGES
                            || languages.stream().distinct().count() < languages.size()
                            || !languages.stream().allMatch(Wording::isLanguage))) {
                problems.add("page.languages: list up to " + MOST_LANGUAGES
                        + " language codes such as ko, en, ja, each once; the first is the page's own.");
            }
            if (supportUrl != null && !supportUrl.isBlank() && !supportUrl.matches("https?://\\S{1,1900}")) {
                problems.add("page.support_url: give an address that begins with http:// or https://.");
            }
            return problems;
        }

        Page on(Page page) {
            return new Page(
                    page.id(),
                    page.code(),
                    page.version(),
                    name == null ? page.name() : name.strip(),
                    description == null ? page.description() : description.isBlank() ? null : description,
                    domain == null
                            ? page.domain()
                            : domain.isBlank() ? null : domain.strip().toLowerCase(java.util.Locale.ROOT),
                    timeZone == null ? page.timeZone() : timeZone,
                    languages == null ? page.languages() : String.join(",", languages),
                    page.theme(),
                    supportUrl == null ? page.supportUrl() : supportUrl.isBlank() ? null : supportUrl,
                    page.createdAt(),
                    page.updatedAt());
        }

        private static void unshowable(List<String> problems, String field, @Nullable String text) {
            if (text != null) {
                Wording.problem(text).ifPresent(what -> problems.add(field + ": " + what));
            }
        }

        private static boolean isZone(String zone) {
            try {
                return !ZoneId.of(zone).getId().isEmpty();
            } catch (DateTimeException unknown) {
                return false;
            }
        }
    }
}
