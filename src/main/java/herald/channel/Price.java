package herald.channel;

import java.math.BigDecimal;

/**
 * What a far side charges.
 *
 * @param currency such as {@code USD}
 */
public record Price(BigDecimal amount, String currency) {}
