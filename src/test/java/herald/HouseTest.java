package herald;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import herald.page.InvalidException;
import herald.page.PublicId;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom (DESIGN.md, section 3). */
@AnalyzeClasses(
        packages = {"herald", "twitter4j"},
        importOptions = DoNotIncludeTests.class)
class HouseTest {

    /** In order: each may use those before it. */
    private static final List<String> HEART = List.of("database", "outbox", "page", "staff", "component", "incident");

    private static final List<String> HANDS =
            List.of("markdown", "theme", "channel", "publish", "delivery", "appearance");
    private static final List<String> FACES = List.of("site", "console", "api", "operator", "designer");

    @ArchTest
    static final ArchRule theHeartUsesNoHandAndNoFace =
            noRoomOf(HEART).should().dependOnClassesThat().resideInAnyPackage(rooms(both(HANDS, FACES)));

    @ArchTest
    static final ArchRule handsUseNoFace =
            noRoomOf(HANDS).should().dependOnClassesThat().resideInAnyPackage(rooms(FACES));

    @ArchTest
    static final ArchRule channelsThemesAndMarkdownKnowNoFeature = noRoomOf(List.of("channel", "theme", "markdown"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(rooms(both(HEART, List.of("publish", "delivery"))));

    @ArchTest
    static final ArchRule staffTakesFromThePageOnlyItsIdsAndTheWordForBadInput = noRoomOf(List.of("staff"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("herald.page..")
                    .and(not(belongToAnyOf(PublicId.class, InvalidException.class))));

    @ArchTest
    static void eachRoomOfTheHeartUsesOnlyThoseBeforeIt(JavaClasses house) {
        for (int i = 0; i < HEART.size() - 1; i++) {
            noRoomOf(HEART.subList(i, i + 1))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms(HEART.subList(i + 1, HEART.size())))
                    .check(house);
        }
    }

    @ArchTest
    static void nobodyUsesAFace(JavaClasses house) {
        for (var face : FACES) {
            noClasses()
                    .that(not(resideInAnyPackage("herald." + face + "..")).and(not(belongToAnyOf(Application.class))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("herald." + face + "..")
                    .check(house);
        }
        noClasses()
                .that(belongToAnyOf(Application.class))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(List.of("site", "console", "api")))
                .check(house);
    }

    @ArchTest
    static void aLibraryLivesInOneRoom(JavaClasses house) {
        livesIn(house, List.of("herald.channel.x..", "twitter4j.."), "twitter4j..", "jp.takke..", "com.twitter..");
        livesIn(house, List.of("herald.channel.http.."), "org.apache.hc..");
        livesIn(house, List.of("herald.channel.email.."), "jakarta.mail..", "org.eclipse.angus..");
        livesIn(house, List.of("herald.theme.."), "freemarker..", "com.ibm.icu..");
        livesIn(house, List.of("herald.markdown.."), "org.commonmark..", "org.owasp..");
        livesIn(house, List.of("herald.staff.."), "org.bouncycastle..");
        livesIn(house, List.of("herald.database.."), "org.flywaydb..");
        livesIn(house, List.of("herald.publish.push.."), "software.amazon..");
        livesIn(house, List.of("herald.designer.."), "picocli..");
    }

    private static void livesIn(JavaClasses house, List<String> rooms, String... library) {
        noClasses()
                .that(not(resideInAnyPackage(rooms.toArray(String[]::new))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .check(house);
    }

    private static GivenClassesConjunction noRoomOf(List<String> names) {
        return noClasses().that().resideInAnyPackage(rooms(names));
    }

    private static String[] rooms(List<String> names) {
        return names.stream().map(name -> "herald." + name + "..").toArray(String[]::new);
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
