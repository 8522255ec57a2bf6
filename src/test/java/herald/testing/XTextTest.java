package herald.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XTextTest {

    static Stream<Arguments> weights() {
        return Stream.of(
                Arguments.of("안녕하세요", 10),
                Arguments.of("👨‍👩‍👧‍👦", 2),
                Arguments.of("🇰🇷", 2),
                Arguments.of("🇰🇷🇺🇸", 4),
                Arguments.of("⚠️", 2),
                Arguments.of("👍🏽", 2),
                Arguments.of("1️⃣", 2),
                Arguments.of("©", 1),
                Arguments.of("e\u0301", 1),
                Arguments.of("…", 2),
                Arguments.of("—“”", 3),
                Arguments.of("status.example.kr", 23),
                Arguments.of("https://status.example.kr/abc한글", 27),
                Arguments.of("http://127.0.0.1:8080/x", 23 /* its characters, by chance as many as a link weighs */),
                Arguments.of("http://127.0.0.1:8080/xy", 24),
                Arguments.of("상태: https://한글.com/ 참고", 4 + 2 + 23 + 1 + 4),
                Arguments.of("v1.2.3 at 14:05 KST", 19),
                Arguments.of("a@example.com", 13));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void aTextWeighsWhatXSays(String text, int weight) {
        assertEquals(weight, XText.weight(text));
    }
}
