package herald.delivery;

/** Whether a target is written to. */
public enum TargetState {
    ACTIVE,
    /** The far side no longer lets us in; the queue is kept until staff have mended it. */
    PAUSED,
    /** Staff, or a restored backup, want to look first; the queue is kept until they release it. */
    HELD
}
