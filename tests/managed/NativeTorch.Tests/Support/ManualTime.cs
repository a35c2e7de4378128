namespace NativeTorch.Tests;

/// <summary>A clock that goes when a test says so; timers ring on the way.</summary>
sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    readonly List<Timer> timers = [];
    TimeSpan passed;

    public override DateTimeOffset GetUtcNow() => start + passed;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => passed.Ticks;

    public void Advance(double seconds)
    {
        passed += TimeSpan.FromSeconds(seconds);
        foreach (Timer timer in timers.Where(timer => timer.Due <= passed).ToArray())
            timer.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        timers.Add(timer);
        return timer;
    }

    sealed class Timer(ManualTime clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan period;

        public TimeSpan? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime < TimeSpan.Zero ? null : clock.passed + dueTime;
            this.period = period;
            return true;
        }

        public void Ring()
        {
            Due = period > TimeSpan.Zero ? clock.passed + period : null;
            callback(state);
        }

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
