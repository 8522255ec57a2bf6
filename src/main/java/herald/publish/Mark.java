package herald.publish;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;

/**
 * A state as a shape and a colour, the ones that pages show: disc and check, disc and dash, triangle, octagon and cross, square and
 * wrench. Drawn on a square of 24 by 24, the lines 2.4 wide in white with round ends.
 */
enum Mark {
    FINE("#00734f"),
    SLOW("#8a5a00"),
    PART("#8a5a00"),
    DOWN("#b3261e"),
    WORK("#0b57d0");

    static final double LINE = 2.4;
    static final int SIZE = 24;

    private final String colour;

    Mark(String colour) {
        this.colour = colour;
    }

    /** @param banner one of {@link herald.theme.Messages#BANNERS} */
    static Mark of(String banner) {
        return switch (banner) {
            case "operational" -> FINE;
            case "degraded_performance" -> SLOW;
            case "major_outage" -> DOWN;
            case "under_maintenance" -> WORK;
            default -> PART;
        };
    }

    /** As {@code #rrggbb}, at least 5.9:1 on white. */
    String colour() {
        return colour;
    }

    Shape ground() {
        return switch (this) {
            case FINE, SLOW -> new Ellipse2D.Double(1, 1, 22, 22);
            case PART -> polygon(12, 1.5, 23.5, 22, 0.5, 22);
            case DOWN -> polygon(7.4, 1, 16.6, 1, 23, 7.4, 23, 16.6, 16.6, 23, 7.4, 23, 1, 16.6, 1, 7.4);
            case WORK -> new RoundRectangle2D.Double(1, 1, 22, 22, 10, 10);
        };
    }

    /** To be drawn as lines over {@link #ground}. */
    Shape sign() {
        var sign = new Path2D.Double();
        switch (this) {
            case FINE -> line(sign, 7, 12.5, 10.5, 16, 17, 8.8);
            case SLOW -> line(sign, 7, 12, 17, 12);
            case PART -> {
                line(sign, 12, 9, 12, 14.6);
                line(sign, 12, 18, 12, 18.1);
            }
            case DOWN -> {
                line(sign, 8.2, 8.2, 15.8, 15.8);
                line(sign, 15.8, 8.2, 8.2, 15.8);
            }
            case WORK -> {
                line(sign, 7, 17, 12.6, 11.4);
                line(sign, 17.3, 9.2, 15.6, 11.9, 12.6, 11.4, 12.1, 8.4, 14.8, 6.7);
            }
        }
        return sign;
    }

    /** {@code shape} as SVG's path data. */
    static String svg(Shape shape) {
        var path = new StringBuilder();
        var points = new double[6];
        for (var at = shape.getPathIterator(null); !at.isDone(); at.next()) {
            int segment = at.currentSegment(points);
            int count = segment == PathIterator.SEG_CLOSE ? 0 : segment == PathIterator.SEG_CUBICTO ? 6 : 2;
            path.append("MLQCZ".charAt(segment));
            for (int i = 0; i < count; i++) {
                path.append(i == 0 ? "" : " ").append(number(points[i]));
            }
        }
        return path.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replace(".0", "");
    }

    private static Shape polygon(double... points) {
        var polygon = new Path2D.Double();
        line(polygon, points);
        polygon.closePath();
        return polygon;
    }

    /** @param points x and y in turn */
    private static void line(Path2D path, double... points) {
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
    }
}
