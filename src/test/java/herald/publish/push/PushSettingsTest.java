package herald.publish.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Drill;
import herald.testing.HeraldServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushSettingsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, https://s3.example.com, -, -, -, HERALD_PUBLISH_S3_BUCKET",
                "UPPER_case, -, -, -, -, HERALD_PUBLISH_S3_BUCKET",
                "pages, s3.example.com, -, -, -, HERALD_PUBLISH_S3_ENDPOINT",
                "pages, https://user:word@s3.example.com, -, -, -, HERALD_PUBLISH_S3_ENDPOINT",
                "pages, https://s3.example.com/path, -, -, -, HERALD_PUBLISH_S3_ENDPOINT",
                "pages, -, key, -, -, HERALD_PUBLISH_S3_SECRET_KEY",
                "pages, -, -, hunter2, -, HERALD_PUBLISH_S3_ACCESS_KEY",
                "pages, -, -, -, perhaps, HERALD_PUBLISH_S3_PATH_STYLE"
            })
    void aWrongWordIsNamed(String bucket, String endpoint, String access, String secret, String style, String named) {
        var problem = new BucketSettings(bucket, endpoint, null, null, access, secret, style)
                .problem()
                .orElseThrow();
        assertTrue(problem.contains(named), problem);
        assertFalse(problem.contains("hunter2") || problem.contains("word@"), problem);
    }

    @Test
    void whatAnOperatorWouldWriteWillDo() {
        var settings =
                new BucketSettings("pages", "https://s3.example.com/", "eu-central-1", "/a/b/", "key", "secret", null);
        assertTrue(settings.problem().isEmpty());
        assertEquals(
                "https://s3.example.com", settings.endpointUri().orElseThrow().toString());
        assertEquals("a/b/", settings.keyPrefix());
        assertTrue(settings.isPathStyle());
        assertFalse(new BucketSettings("pages", null, null, null, null, null, null).isPathStyle());
        assertFalse(new BucketSettings(" ", null, "", null, null, null, null).isGiven());
        assertFalse(settings.toString().contains("secret"));
    }

    @Test
    void theStartGoesOnWithWrongSettingsAndSaysWhatIsWrong(@TempDir Path temp) throws Exception {
        var file = Files.writeString(temp.resolve("www"), "a file");
        try (var herald = HeraldServer.onFreshDatabase()
                .withAll(Map.of("herald.publish.dir", file.toString(), "herald.publish.s3.access-key", "key"))
                .start()) {
            Drill.until(() -> herald.get("/").statusCode() == 200, () -> "the page");
            var targets = herald.bean(PushTargets.class);
            Drill.until(() -> targets.trouble().orElse("").contains(file.toString()), () -> "" + targets.trouble());
            assertTrue(targets.trouble().orElse("").contains("HERALD_PUBLISH_S3_BUCKET is missing"));
            Files.delete(file);
            Drill.until(20, () -> Files.exists(file.resolve("index.html")), () -> "" + targets.trouble());
            Drill.until(() -> !targets.trouble().orElse("").contains(file.toString()), () -> "" + targets.trouble());
        }
    }
}
