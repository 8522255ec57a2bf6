package herald.operator;

import herald.component.ComponentFields;
import herald.component.Components;
import herald.database.DatabaseDown;
import herald.database.DatabaseReady;
import herald.database.Transactions;
import herald.delivery.TargetFields;
import herald.delivery.Targets;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.page.PublicAddress;
import herald.staff.Actor;
import herald.staff.ApiKeys;
import herald.staff.FirstOwner;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an empty database what a newcomer needs: a page that looks like one, somewhere to post to, and a way in. Done exactly once,
 * however many nodes start on it.
 */
@Singleton
class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Pages pages;
    private final Components components;
    private final Targets targets;
    private final FirstOwner firstOwner;
    private final ApiKeys apiKeys;
    private final SetUpSettings settings;
    private final PublicAddress address;
    private final Transactions transactions;
    private volatile boolean stopped;

    FirstStart(
            Pages pages,
            Components components,
            Targets targets,
            FirstOwner firstOwner,
            ApiKeys apiKeys,
            SetUpSettings settings,
            PublicAddress address,
            Transactions transactions) {
        this.pages = pages;
        this.components = components;
        this.targets = targets;
        this.firstOwner = firstOwner;
        this.apiKeys = apiKeys;
        this.settings = settings;
        this.address = address;
        this.transactions = transactions;
    }

    @EventListener
    void onReady(DatabaseReady event) {
        if (!done()) {
            Thread.ofVirtual().name("first-start").start(this::keepTrying);
        }
    }

    @EventListener
    void onStop(ShutdownEvent event) {
        stopped = true;
    }

    /** What is missing, made; then, while nobody can sign in, how to. */
    void run() {
        transactions.run(this::makeWhatIsMissing);
        if (settings.email() != null && settings.password() != null) {
            firstOwner.create(settings.email(), settings.password());
        }
        if (!firstOwner.exists()) {
            invite(firstOwner.newCode());
        }
    }

    private void makeWhatIsMissing() {
        if (firstOwner.isFirst("sample-page") && pages.all().isEmpty()) {
            fill(pages.create(
                    new PageFields(settings.pageName(), null, null, settings.timeZone(), settings.languages(), null)));
        }
        if (settings.apiKey() != null && firstOwner.isFirst("first-api-key")) {
            apiKeys.adopt("First key (HERALD_SETUP_API_KEY)", settings.apiKey(), Actor.HERALD);
        }
    }

    private void fill(Page page) {
        group(page, "Messages", "Sending messages", "Receiving messages", "Photos and files");
        group(page, "Calls", "Voice calls", "Video calls");
        group(page, "Signing in", "Phone apps", "PC and web");
        component(page, "Push notifications");
        targets.create(page, new TargetFields("practice", "Practice account", true, null, Map.of()), Actor.HERALD);
    }

    private void group(Page page, String name, String... children) {
        var codes = Arrays.stream(children).map(child -> component(page, child)).toList();
        components.createGroup(page.id(), name, null, codes, Actor.HERALD);
    }

    private String component(Page page, String name) {
        return components
                .create(page.id(), ComponentFields.named(name), Actor.HERALD)
                .code();
    }

    private boolean done() {
        try {
            run();
            return true;
        } catch (RuntimeException failure) {
            if (!DatabaseDown.explains(failure)) {
                throw failure;
            }
            LOG.warn("The database went away during the first start; trying again every second.");
            return false;
        }
    }

    private void keepTrying() {
        while (!stopped) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            if (done()) {
                return;
            }
        }
    }

    /** One line at a time: the log's shape takes line breaks out of messages, so that nothing foreign can forge a line. */
    private void invite(String code) {
        var frame = "─".repeat(78);
        List.of(
                        "┌" + frame,
                        "│  Herald is running. Nobody can sign in yet.",
                        "│",
                        "│  Page     " + address.base() + "/",
                        "│  Console  " + address.base() + "/console",
                        "│",
                        "│  Open this link to choose your password. It works once:",
                        "│  " + address.base() + "/console/setup?code=" + code,
                        "└" + frame)
                .forEach(LOG::info);
    }
}
