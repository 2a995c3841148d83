using NodaTime;

namespace TakedownWorker.Hosting.Options;

/// <summary>Reads the ISO 8601 durations of options; validated before anything is built.</summary>
internal static class OptionPeriods
{
    public static Period Period(string text) => NodaTime.Text.PeriodPattern.NormalizingIso.Parse(text).Value;

    /// <summary>Elapsed time; days count 24 hours.</summary>
    public static Duration Duration(string text) => Period(text).ToDuration();
}
