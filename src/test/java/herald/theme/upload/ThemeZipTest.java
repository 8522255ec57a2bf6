package herald.theme.upload;

import static herald.theme.upload.HostileZips.bytes;
import static herald.theme.upload.HostileZips.entry;
import static herald.theme.upload.HostileZips.joined;
import static herald.theme.upload.HostileZips.png;
import static herald.theme.upload.HostileZips.themeWith;
import static herald.theme.upload.HostileZips.zeros;
import static herald.theme.upload.HostileZips.zip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAULTS E05: a hostile zip is refused as a whole, in two seconds and 50 MB, and says why. */
class ThemeZipTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final long MOST_MEMORY = 50L << 20;
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">";

    static Stream<Arguments> hostile() {
        return Stream.of(
                // Where a file would land.
                refused("../", "leads out", themeWith(entry("../evil.ftlh", "x"))),
                refused("../ inside", "leads out", themeWith(entry("assets/../../evil.css", "x"))),
                refused("..\\", "leads out", themeWith(entry("..\\evil.ftlh", "x"))),
                refused("absolute", "absolute path", themeWith(entry("/etc/cron.d/evil.ftlh", "x"))),
                refused("drive letter", "absolute path", themeWith(entry("C:\\evil.ftlh", "x"))),
                refused("drive letter and slash", "absolute path", themeWith(entry("c:/evil.ftlh", "x"))),
                refused("network share", "backslash", themeWith(entry("\\\\host\\evil.ftlh", "x"))),
                refused("backslash", "backslash", themeWith(entry("assets\\page.css", "x"))),
                refused("dots in a name", "addresses cannot hold", themeWith(entry("assets/a..css", "x"))),
                refused("empty folder name", "addresses cannot hold", themeWith(entry("assets//page.css", "x"))),
                refused("NUL", "\\u0000", themeWith(entry("assets/page.css\0.png", "x"))),
                refused("direction override", "\\u202E", themeWith(entry("assets/\u202Egnp.css", "x"))),
                refused("fullwidth dots", "addresses cannot hold", themeWith(entry("\uFF0E\uFF0E/evil.ftlh", "x"))),
                refused("Korean name", "addresses cannot hold", themeWith(entry("assets/로고.svg", SVG + "</svg>"))),
                refused("very long name", "longer than 120", themeWith(entry("a".repeat(60_000) + ".ftlh", "x"))),
                refused("hidden file", "addresses cannot hold", themeWith(entry(".git/config", "x"))),
                // What an entry is.
                refused(
                        "symlink",
                        "symbolic link",
                        themeWith(entry("index.ftlh", "/etc/passwd").mode(HostileZips.LINK))),
                refused(
                        "symlinked folder",
                        "symbolic link",
                        themeWith(entry("macros", "/etc").mode(HostileZips.LINK))),
                refused("device", "a device", themeWith(entry("index.ftlh", "").mode(0020666))),
                refused("pipe", "a device", themeWith(entry("index.ftlh", "").mode(0010666))),
                refused(
                        "encrypted",
                        "encrypted",
                        themeWith(entry("index.ftlh", "x").flags(0x801))),
                refused(
                        "other packing",
                        "method 14",
                        themeWith(entry("index.ftlh", "x").method(14))),
                refused("twice", "twice", themeWith(entry("index.ftlh", "a"), entry("index.ftlh", "b"))),
                refused("case clash", "same name as", themeWith(entry("index.ftlh", "a"), entry("Index.ftlh", "b"))),
                refused(
                        "clash of Unicode forms",
                        "same name as",
                        themeWith(entry("assets/\u00C5.css", "a"), entry("assets/A\u030A.css", "b"))),
                // How large it gets.
                refused("deflated bomb", "100 times", themeWith(entry("assets/page.css", zeros(2 << 20)))),
                refused(
                        "one huge file",
                        "larger than 2 MB",
                        themeWith(entry("assets/page.css", zeros(500 << 20 >> 3)))),
                refused(
                        "whole too large",
                        "Unpacked",
                        themeWith(noise("a"), noise("b"), noise("c"), noise("d"), noise("e"))),
                refused(
                        "understated size",
                        "not as large",
                        themeWith(entry("assets/page.css", zeros(40 << 20)).size(90))),
                refused(
                        "overstated size",
                        "not as large",
                        themeWith(entry("assets/page.css", "a{}").size(60_000))),
                refused(
                        "negative size",
                        "larger than 2 MB",
                        themeWith(entry("assets/page.css", "a{}").size(-1))),
                refused("shared data", "do not agree", shared()),
                refused("100k entries", "at most 4 MB", crowd(100_000, 34_464)),
                refused("80k entries", "entries; at most 500", crowd(80_000, 14_464)),
                refused("80k entries said to be few", "do not agree", crowd(80_000, 3)),
                refused("501 entries", "501 entries", crowd(501, 501)),
                refused("zip in it", "packed file", themeWith(entry("more.zip", themeWith()))),
                refused("42.zip", "lib 0.zip", fortyTwo()),
                refused(
                        "zip under another name",
                        "control character",
                        themeWith(entry("assets/logo.svg", new String(themeWith(), StandardCharsets.ISO_8859_1)))),
                refused("more than 4 MB", "at most 4 MB", new byte[(4 << 20) + 1]),
                // A zip that is something else as well, or nothing.
                refused("nothing", "no zip", new byte[0]),
                refused("HTML", "no zip", bytes("<!doctype html><script>alert(1)</script>")),
                refused("broken off", "no zip", Arrays.copyOf(themeWith(), 60)),
                refused(
                        "HTML before it",
                        "do not agree",
                        zip(one(), 1, bytes("<script>alert(1)</script>"), new byte[0])),
                refused("something between", "do not agree", zip(one(), 1, new byte[0], new byte[1000])),
                refused("something behind", "no zip", joined(themeWith(), bytes("<script>"))),
                refused(
                        "other name inside",
                        "do not agree",
                        themeWith(entry("index.ftlh", "x").localName("../x.ftlh"))),
                refused(
                        "wrong checksum",
                        "checksum",
                        themeWith(entry("index.ftlh", "x").crc(1))),
                refused(
                        "damaged data",
                        "",
                        themeWith(entry("index.ftlh", "x".repeat(99)).crc(2).method(0))),
                // Kinds of files.
                refused(
                        "no theme.properties",
                        "theme.properties: it is missing",
                        zip(List.of(entry("index.ftlh", "x")))),
                refused("JavaScript", "no scripts", themeWith(entry("assets/page.js", "alert(1)"))),
                refused(
                        "template among assets",
                        "does not belong among the assets",
                        themeWith(entry("assets/evil.ftl", "x"))),
                refused("HTML file", "no such file", themeWith(entry("assets/evil.html", "<script>alert(1)</script>"))),
                refused("class file", "no such file", themeWith(entry("Evil.class", new byte[] {1}))),
                refused("plain Freemarker", "no such file", themeWith(entry("index.ftl", "x"))),
                refused("server settings", "no such file", themeWith(entry("application.yml", "x"))),
                refused("deep folder in assets", "no such file", themeWith(entry("assets/a/b/c/d/e.css", "x"))),
                refused("binary template", "control character", themeWith(entry("index.ftlh", new byte[] {'a', 0, 1}))),
                refused("template in Latin-1", "UTF-8", themeWith(entry("index.ftlh", new byte[] {(byte) 0xE9}))),
                refused("broken escape", "cannot be read", themeWith(entry("messages_ko.properties", "a=\\uZZZZ"))),
                // SVG.
                refused("svg script", "<script>", svg("<script>alert(1)</script>")),
                refused(
                        "svg script, other prefix",
                        "<script>",
                        themeWith(
                                entry(
                                        "assets/a.svg",
                                        "<s:svg"
                                            + " xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>alert(1)</s:script></s:svg>"))),
                refused(
                        "svg onload",
                        "onload",
                        themeWith(entry("assets/a.svg", SVG.replace(">", " onload=\"alert(1)\">") + "</svg>"))),
                refused("svg ONCLICK", "ONCLICK", svg("<g ONCLICK=\"alert(1)\"/>")),
                refused(
                        "svg foreignObject",
                        "<foreignObject>",
                        svg("<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>")),
                refused("svg with HTML", "is no SVG", svg("<body xmlns=\"http://www.w3.org/1999/xhtml\"/>")),
                refused("svg javascript link", "outside", svg("<use href=\" javascript:alert(1)\"/>")),
                refused("svg anchor", "<a>", svg("<a href=\"https://example.com\"/>")),
                refused("svg outside picture", "outside", svg("<image href=\"https://example.com/x.png\"/>")),
                refused("svg data svg", "outside", svg("<image href=\"data:image/svg+xml;base64,AAAA\"/>")),
                refused(
                        "svg outside by xlink",
                        "outside",
                        svg("<use xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"//example.com/a#b\"/>")),
                refused("svg style import", "outside", svg("<style>@import 'https://example.com'</style>")),
                refused("svg style in pieces", "outside", svg("<style>@im<!-- -->port 'https://example.com'</style>")),
                refused(
                        "svg style behind an element",
                        "outside",
                        svg("<style><g/>@import 'https://example.com'</style>")),
                refused("svg style url", "outside", svg("<rect style=\"fill:url(https://example.com/a)\"/>")),
                refused("svg style escaped", "outside", svg("<rect style=\"fill:\\75 rl(//example.com)\"/>")),
                refused("svg fill url", "outside", svg("<rect fill=\"url( 'https://example.com/a')\"/>")),
                refused("svg animated link", "<set>", svg("<set attributeName=\"href\" to=\"javascript:alert(1)\"/>")),
                refused(
                        "svg doctype",
                        "DOCTYPE",
                        themeWith(entry(
                                "assets/a.svg",
                                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + SVG + "</svg>"))),
                refused(
                        "svg entity",
                        "",
                        themeWith(entry(
                                "assets/a.svg",
                                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + SVG
                                        + "<text>&x;</text></svg>"))),
                refused("billion laughs", "", themeWith(entry("assets/a.svg", laughs()))),
                refused(
                        "svg stylesheet instruction",
                        "instruction",
                        themeWith(entry(
                                "assets/a.svg", "<?xml-stylesheet href=\"https://example.com\"?>" + SVG + "</svg>"))),
                refused(
                        "svg other encoding",
                        "UTF-7",
                        themeWith(
                                entry("assets/a.svg", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + SVG + "</svg>"))),
                refused("svg nested deep", "too many", svg("<g>".repeat(5000) + "</g>".repeat(5000))),
                refused("svg unclosed", "well-formed", themeWith(entry("assets/a.svg", SVG))),
                refused("HTML as svg", "", themeWith(entry("assets/a.svg", "<html><script>alert(1)</script></html>"))),
                // Style sheets.
                refused("css import", "@import", css("@import url(https://example.com/a.css);")),
                refused(
                        "css remote",
                        "none of the theme's assets",
                        css("a{background:url(https://example.com/a.png)}")),
                refused(
                        "css remote without scheme",
                        "none of the theme's assets",
                        css("a{background:url('//example.com/a.png')}")),
                refused(
                        "css escaped url",
                        "none of the theme's assets",
                        css("a{background:\\75\\72\\6c(//example.com)}")),
                refused("css escaped import", "@import", css("@\\69mport '//example.com';")),
                refused("css image-set", "image-set", css("a{background:image-set('//example.com/a.png' 1x)}")),
                refused("css expression", "expression", css("a{width:expression(alert(1))}")),
                refused("css behavior", "behavior", css("a{behavior:url(x.htc)}")),
                refused("css binding", "-moz-binding", css("a{-moz-binding:url(x.xml)}")),
                refused("css out of style", "</style", css("a{content:'</style><script>alert(1)</script>'}")),
                refused(
                        "css comment trick",
                        "@import",
                        css("a{content:'/*'} @import '//example.com'; b{content:'*/'}")),
                // Pictures.
                refused("65k × 65k PNG", "65000 × 65000", themeWith(entry("assets/a.png", png(65_000, 65_000)))),
                refused("negative PNG", "pixels large", themeWith(entry("assets/a.png", png(-1, 4)))),
                refused("many pixels", "pixels large", themeWith(entry("assets/a.png", png(4096, 4096)))),
                refused(
                        "HTML as PNG",
                        "no PNG",
                        themeWith(entry("assets/a.png", "<html><script>alert(1)</script></html>"))),
                refused(
                        "HTML behind PNG",
                        "follows the end",
                        themeWith(entry("assets/a.png", joined(png(8, 8), bytes("<script>"))))),
                refused("PNG broken off", "breaks off", themeWith(entry("assets/a.png", Arrays.copyOf(png(8, 8), 45)))),
                refused("GIF as PNG", "no PNG", themeWith(entry("assets/a.png", "GIF89a<script>alert(1)</script>"))),
                refused("SVG as PNG", "no PNG", themeWith(entry("assets/a.png", SVG + "<script/></svg>"))),
                refused("HTML as JPEG", "no JPEG", themeWith(entry("assets/a.jpg", "<html>"))),
                refused(
                        "HTML in JPEG",
                        "a page of HTML",
                        themeWith(entry("assets/a.jpg", jpg(8, 8, "<script>alert(1)</script>")))),
                refused("65k JPEG", "65000 × 65000", themeWith(entry("assets/a.jpg", jpg(65_000, 65_000, "")))),
                refused(
                        "HTML behind JPEG",
                        "follows",
                        themeWith(entry("assets/a.jpg", joined(jpg(8, 8, ""), bytes("<script>"))))),
                refused(
                        "HTML as WebP",
                        "no WebP",
                        themeWith(entry("assets/a.webp", "RIFF<html><script>alert(1)</script></html>"))),
                refused("16k WebP", "16384 × 16384", themeWith(entry("assets/a.webp", webp(16_384, 16_384)))),
                refused("HTML as icon", "no icon", themeWith(entry("assets/a.ico", "<html>"))),
                refused("icon of nothing", "breaks off", themeWith(entry("assets/a.ico", new byte[] {0, 0, 1, 0, 9, 0
                }))),
                refused("HTML as font", "no WOFF2", themeWith(entry("assets/a.woff2", "<html>"))),
                refused(
                        "font that bursts",
                        "larger than 16 MB",
                        themeWith(entry("assets/a.woff2", woff2(2_000_000_000)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aHostileZipIsRefusedAsAWholeAtOnceAndInLittleMemory(String what, String why, byte[] zip) {
        long before = allocated();
        var refusal = assertTimeout(AT_ONCE, () -> assertThrows(ThemeRefusedException.class, () -> ThemeZip.read(zip)));
        assertTrue(allocated() - before < MOST_MEMORY, () -> "it took " + (allocated() - before) + " bytes");
        assertTrue(refusal.getMessage().contains(why), () -> what + ": " + refusal.getMessage());
        assertTrue(refusal.findings().size() <= 51, () -> refusal.findings().size() + " findings");
        assertTrue(
                refusal.findings().stream()
                        .allMatch(finding -> finding.toString().length() < 600),
                refusal::getMessage);
    }

    @Test
    void anHonestZipIsTakenWithAllItBrings() {
        var files = ThemeZip.read(honest(""));
        assertEquals(
                Set.of(
                        "theme.properties",
                        "index.ftlh",
                        "macros/footer.ftlh",
                        "messages_ko.properties",
                        "messages/post.ftl",
                        "assets/page.css",
                        "assets/logo.svg",
                        "assets/fonts/a.woff2",
                        "assets/a.png",
                        "assets/a.jpg",
                        "assets/a.webp",
                        "assets/a.ico",
                        "assets/a.woff2"),
                files.keySet());
        assertArrayEquals(bytes("<p>안녕 ${1}</p>"), files.get("index.ftlh"));
    }

    @Test
    void aFolderAroundTheThemeIsLeftAway() {
        assertEquals(
                ThemeZip.read(honest("")).keySet(),
                ThemeZip.read(honest("ocean/")).keySet());
        assertThrows(ThemeRefusedException.class, () -> ThemeZip.read(honest("a/b/")));
    }

    @Test
    void whatJavasOwnWriterAndMacsMakeIsTaken() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("ocean/"));
            zip.putNextEntry(new ZipEntry("ocean/theme.properties"));
            zip.write(bytes("name=Ocean"));
            zip.putNextEntry(new ZipEntry("ocean/.DS_Store"));
            zip.write(new byte[] {0, 1, 2});
            zip.putNextEntry(new ZipEntry("__MACOSX/ocean/._theme.properties"));
            zip.write(new byte[] {0, 1, 2});
        }
        assertEquals(
                Set.of("theme.properties"), ThemeZip.read(bytes.toByteArray()).keySet());
    }

    @Test
    void theSameFilesAreTheSameZip() {
        var files = ThemeZip.read(honest("ocean/"));
        var once = ThemeZip.write(files);
        assertArrayEquals(once, ThemeZip.write(ThemeZip.read(once)));
        ThemeZip.stored(once).forEach((path, bytes) -> assertArrayEquals(files.get(path), bytes, path));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var refusal = assertThrows(
                ThemeRefusedException.class,
                () -> ThemeZip.read(themeWith(
                        entry("assets/a.svg", SVG + "\n<script/>\n<g onload=\"x\"/></svg>"),
                        entry("assets/page.css", "\n\n@import 'x';"),
                        entry("messages_ko.properties", "a=\\u12"))));
        assertEquals(
                List.of("assets/a.svg:2", "assets/a.svg:3", "assets/page.css:3", "messages_ko.properties"),
                refusal.findings().stream().map(finding -> finding.place()).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aZipWithFlippedBytesIsTakenOrRefusedButNeverFails(int seed) {
        var random = new Random(seed);
        var honest = honest("ocean/");
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            var broken = honest.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                ThemeZip.read(random.nextInt(10) == 0 ? Arrays.copyOf(broken, random.nextInt(broken.length)) : broken);
            } catch (ThemeRefusedException no) {
                refused++;
            }
        }
        assertTrue(refused > 3_000, refused + " of 4000 were refused");
    }

    @Test
    void themesOnDiskMayBringScripts() {
        var files = HostileZips.theme(Map.of("theme.properties", "name=Ocean", "assets/page.js", "let x"));
        assertEquals(List.of(), ThemeRules.ON_DISK.findings(files));
        assertEquals(1, ThemeRules.FOR_UPLOADS.findings(files).size());
    }

    private static Arguments refused(String what, String why, byte[] zip) {
        return Arguments.of(what, why, zip);
    }

    private static byte[] honest(String folder) {
        return zip(List.of(
                entry(folder + "theme.properties", "name = Ocean\nversion = 1.2\n"),
                entry(folder + "index.ftlh", "<p>안녕 ${1}</p>"),
                entry(folder + "macros/footer.ftlh", "x"),
                entry(folder + "messages_ko.properties", "status.operational=정상"),
                entry(folder + "messages/post.ftl", "x"),
                entry(folder + "assets/fonts/a.woff2", woff2(60_000)),
                entry(
                        folder + "assets/page.css",
                        "@font-face { src: url(fonts/a.woff2) } a { mask: url(logo.svg#g); content: \"\\201C\" }"
                                + " @layer x { a { color: red } }"),
                entry(
                        folder + "assets/logo.svg",
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- made by hand -->\n" + SVG
                                + "<style>.a{fill:url(#g)}</style><defs><linearGradient"
                                + " id=\"g\"/></defs><title>O</title><metadata"
                                + " xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\"><i:x/></metadata><path"
                                + " fill=\"url(#g)\" d=\"M0 0h8v8z\"/><use href=\"#g\"/></svg>"),
                entry(folder + "assets/a.png", png(512, 512)).stored(),
                entry(folder + "assets/a.jpg", jpg(640, 480, "made by hand")),
                entry(folder + "assets/a.webp", webp(640, 480)),
                entry(folder + "assets/a.ico", ico()),
                entry(folder + "assets/a.woff2", woff2(60_000))));
    }

    private static List<HostileZips.Entry> one() {
        return List.of(entry("theme.properties", "name=x"));
    }

    private static byte[] svg(String inside) {
        return themeWith(entry("assets/a.svg", SVG + inside + "</svg>"));
    }

    private static byte[] css(String text) {
        return themeWith(entry("assets/page.css", text));
    }

    private static HostileZips.Entry noise(String name) {
        var noise = new byte[2 << 20];
        // Half noise, half nothing: it shrinks, but not like a bomb.
        new Random(1).nextBytes(noise);
        Arrays.fill(noise, noise.length / 5, noise.length, (byte) 'x');
        return entry("assets/" + name + ".css", noise);
    }

    /** A kilobyte that four hundred names share. */
    private static byte[] shared() {
        var entries = new ArrayList<>(
                List.of(entry("theme.properties", "name=x"), entry("assets/a.css", "a".repeat(60_000))));
        IntStream.range(0, 400)
                .forEach(i -> entries.add(entry("assets/b" + i + ".css", "a".repeat(60_000))
                        .localName("assets/a.css")
                        .sharing(1)));
        return zip(entries);
    }

    private static byte[] crowd(int entries, int said) {
        var all = new ArrayList<HostileZips.Entry>();
        for (int i = 0; i < entries; i++) {
            all.add(i < 1_000 ? entry("f" + i, "") : entry("g", "").sharing(0));
        }
        return zip(all, said, new byte[0], new byte[0]);
    }

    private static byte[] fortyTwo() {
        var inner = zip(List.of(entry("0.dll", zeros(1 << 20))));
        return zip(IntStream.range(0, 16)
                .mapToObj(i -> entry("lib " + i + ".zip", inner))
                .toList());
    }

    private static String laughs() {
        var text = new StringBuilder("<!DOCTYPE svg [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            text.append("<!ENTITY a%d \"&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1));
        }
        return text + "]>" + SVG + "<text>&a29;</text></svg>";
    }

    private static byte[] jpg(int width, int height, String comment) {
        var text = bytes(comment);
        var jpg = java.nio.ByteBuffer.allocate(4 + 4 + text.length + 19);
        jpg.putShort((short) 0xFFD8)
                .putShort((short) 0xFFFE)
                .putShort((short) (2 + text.length))
                .put(text);
        jpg.putShort((short) 0xFFC0).putShort((short) 17).put((byte) 8);
        jpg.putShort((short) height).putShort((short) width).put(new byte[10]);
        return jpg.putShort((short) 0xFFD9).array();
    }

    private static byte[] webp(int width, int height) {
        var webp = java.nio.ByteBuffer.allocate(30).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        webp.put(bytes("RIFF")).putInt(22).put(bytes("WEBPVP8X")).putInt(10).putInt(0);
        for (int side : new int[] {width - 1, height - 1}) {
            webp.put((byte) side).put((byte) (side >> 8)).put((byte) (side >> 16));
        }
        return webp.array();
    }

    private static byte[] ico() {
        var inside = png(32, 32);
        var ico = java.nio.ByteBuffer.allocate(22 + inside.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        ico.putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(0x00002020)
                .putInt(0);
        return ico.putInt(inside.length).putInt(22).put(inside).array();
    }

    private static byte[] woff2(int unpacked) {
        var font = java.nio.ByteBuffer.allocate(64);
        return font.put(bytes("wOF2"))
                .putInt(0x00010000)
                .putInt(64)
                .putInt(0)
                .putInt(unpacked)
                .array();
    }

    /** By this thread, since it began. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
