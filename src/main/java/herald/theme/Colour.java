package herald.theme;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * A colour of sRGB, and what the eye makes of it: lightness, chroma and hue of OKLCH (Björn Ottosson, 2020; CSS Color 4, §9.4).
 *
 * @param rgb 0xRRGGBB
 */
record Colour(int rgb) {
    static final Colour BLACK = new Colour(0);
    static final Colour WHITE = new Colour(0xffffff);

    private static final Pattern LONG = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern SHORT = Pattern.compile("#[0-9a-fA-F]{3}");

    /** Below this a colour counts as inside sRGB: less than a step of eight bits. */
    private static final double EDGE = 0.0005;

    /**
     * @param lightness 0 is black, 1 white
     * @param chroma 0 is grey; sRGB's strongest colour has 0.32
     * @param hue in degrees
     */
    record Oklch(double lightness, double chroma, double hue) {
        /** In sRGB: with as much of the chroma as this lightness has there. */
        Colour colour() {
            var light = Math.clamp(lightness, 0, 1);
            double least = 0;
            double most = chroma;
            if (isInside(light, most, hue)) {
                return of(light, most, hue);
            }
            for (int step = 0; step < 20; step++) {
                double middle = (least + most) / 2;
                if (isInside(light, middle, hue)) {
                    least = middle;
                } else {
                    most = middle;
                }
            }
            return of(light, least, hue);
        }

        Oklch lightness(double other) {
            return new Oklch(other, chroma, hue);
        }

        Oklch chroma(double other) {
            return new Oklch(lightness, other, hue);
        }
    }

    /** From {@code #rgb} or {@code #rrggbb}; empty for anything else. */
    static Optional<Colour> parse(String text) {
        if (SHORT.matcher(text).matches()) {
            var digits = text.substring(1).replaceAll("(.)", "$1$1");
            return Optional.of(new Colour(Integer.parseInt(digits, 16)));
        }
        return LONG.matcher(text).matches()
                ? Optional.of(new Colour(Integer.parseInt(text.substring(1), 16)))
                : Optional.empty();
    }

    /** {@code #rrggbb}. */
    String hex() {
        return String.format("#%06x", rgb);
    }

    /** As short as CSS takes it. */
    String css() {
        var hex = hex();
        boolean isPaired =
                hex.charAt(1) == hex.charAt(2) && hex.charAt(3) == hex.charAt(4) && hex.charAt(5) == hex.charAt(6);
        return isPaired ? "#" + hex.charAt(1) + hex.charAt(3) + hex.charAt(5) : hex;
    }

    /** WCAG 2's relative luminance, 0 to 1. */
    double luminance() {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    /** WCAG 2's contrast ratio, 1 to 21; the same from either side. */
    double contrast(Colour other) {
        double own = luminance();
        double its = other.luminance();
        return (Math.max(own, its) + 0.05) / (Math.min(own, its) + 0.05);
    }

    /** As {@code color-mix(in srgb, this share, other)} gives it. */
    Colour mixed(double share, Colour other) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double part = (rgb >> shift & 255) * share + (other.rgb >> shift & 255) * (1 - share);
            mixed |= (int) Math.round(part) << shift;
        }
        return new Colour(mixed);
    }

    Oklch oklch() {
        double red = linear(rgb >> 16);
        double green = linear(rgb >> 8);
        double blue = linear(rgb);
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        double lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        double hue = Math.toDegrees(Math.atan2(b, a));
        return new Oklch(lightness, Math.hypot(a, b), hue < 0 ? hue + 360 : hue);
    }

    /**
     * The colour of this hue and chroma that reaches {@code bar} with the smallest step of lightness; itself when it does already,
     * empty when no lightness does.
     *
     * @param contrast of a candidate, wherever it is to stand
     */
    Optional<Colour> nearest(double bar, ToDoubleFunction<Colour> contrast) {
        if (contrast.applyAsDouble(this) >= bar) {
            return Optional.of(this);
        }
        var own = oklch();
        DoubleUnaryOperator at =
                light -> contrast.applyAsDouble(own.lightness(light).colour());
        for (int step = 1; step <= 500; step++) {
            double size = step * 0.002;
            for (double light : new double[] {own.lightness() - size, own.lightness() + size}) {
                if (light >= 0 && light <= 1 && at.applyAsDouble(light) >= bar) {
                    return Optional.of(own.lightness(light).colour());
                }
            }
        }
        return Optional.empty();
    }

    private static double linear(int part) {
        double share = (part & 255) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double[] parts(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(Math.toRadians(hue));
        double b = chroma * Math.sin(Math.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static boolean isInside(double lightness, double chroma, double hue) {
        for (double part : parts(lightness, chroma, hue)) {
            if (part < -EDGE || part > 1 + EDGE) {
                return false;
            }
        }
        return true;
    }

    private static Colour of(double lightness, double chroma, double hue) {
        int rgb = 0;
        for (double part : parts(lightness, chroma, hue)) {
            double share = Math.clamp(part, 0, 1);
            double curved = share <= 0.0031308 ? share * 12.92 : 1.055 * Math.pow(share, 1 / 2.4) - 0.055;
            rgb = rgb << 8 | (int) Math.round(curved * 255);
        }
        return new Colour(rgb);
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
