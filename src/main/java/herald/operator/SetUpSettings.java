package herald.operator;

import herald.page.Pages.PageFields;
import herald.staff.ApiKeys;
import herald.staff.FirstOwner;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.ArrayList;
import java.util.List;

/**
 * What an empty database begins with. Read, and so checked, at every start; without effect once it is done.
 *
 * @param email the first owner's, with {@code password}; null for a code in the log
 * @param apiKey the first API key; null for none
 * @param pageName of the sample page
 * @param languages of the sample page, its own first
 * @param timeZone of the sample page, IANA
 */
@Context
@ConfigurationProperties("herald.setup")
record SetUpSettings(
        @Nullable String email,
        @Nullable String password,
        @Nullable String apiKey,
        @Bindable(defaultValue = "Sample Messenger") String pageName,
        @Bindable(defaultValue = "en,ko,ja") List<String> languages,
        @Bindable(defaultValue = "UTC") String timeZone) {

    SetUpSettings {
        email = blankAsNull(email);
        password = blankAsNull(password);
        apiKey = blankAsNull(apiKey);
        var problems = new ArrayList<String>();
        if (email != null && password != null) {
            FirstOwner.problems(email, email, password)
                    .forEach(problem -> problems.add("HERALD_SETUP_EMAIL/HERALD_SETUP_PASSWORD: " + problem));
        } else if (email != null) {
            problems.add("HERALD_SETUP_EMAIL is set, HERALD_SETUP_PASSWORD is not; set both, or neither for a sign-in"
                    + " link in the log.");
        } else if (password != null) {
            problems.add("HERALD_SETUP_PASSWORD is set, HERALD_SETUP_EMAIL is not; set both, or neither for a sign-in"
                    + " link in the log.");
        }
        if (apiKey != null) {
            ApiKeys.problems(apiKey).forEach(problem -> problems.add("HERALD_SETUP_API_KEY: " + problem));
        }
        new PageFields(pageName, null, null, timeZone, languages, null)
                .problems()
                .forEach(problem -> problems.add("HERALD_SETUP_PAGE_NAME, _LANGUAGES, _TIME_ZONE: " + problem));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems));
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SetUpSettings[" + pageName + "]";
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
