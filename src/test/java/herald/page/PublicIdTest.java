package herald.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicIdTest {

    @Test
    void anIdIsTwelveCharactersWithoutVowels() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var id = PublicId.random();
            assertTrue(id.matches("[0-9bcdfghjklmnpqrstvwxyz]{12}"), id);
            assertTrue(seen.add(id), id);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30, 31, 123_456_789, Long.MAX_VALUE / 16})
    void aRowsNumberIsReadAsItWasWritten(long number) {
        assertEquals(number, PublicId.number(PublicId.of(number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00000000000", "00000000000a", "0000000000000", "ABCDFGHJKLMN"})
    void whatIsNoIdHasNoNumber(String id) {
        assertEquals(-1, PublicId.number(id));
    }
}
