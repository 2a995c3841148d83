using System.Globalization;
using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// How far is a look moved from its beat? Up to a tenth either way, by a hash of takedown and look number: the same look
/// always lands on the same instant, and looks that began together drift apart.
/// </summary>
internal static class JitterRule
{
    public static readonly RuleId Spreads = new("MON-39");

    private const int Parts = 1000;

    public static Duration Apply(Duration every, TakedownId takedown, long lookNumber)
    {
        var hash = DerivedId.From("jitter", takedown.ToString(), lookNumber.ToString(CultureInfo.InvariantCulture)).ToByteArray();
        var part = ((hash[0] << 8) + hash[1]) % (Parts + 1) - (Parts / 2);
        return every + (every * part / Parts / 5);
    }
}
