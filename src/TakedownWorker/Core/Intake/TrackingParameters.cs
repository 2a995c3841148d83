using System.Collections.Frozen;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// Query parameters that advertisers and networks add to measure a click and that never choose what is shown. The list
/// is short on purpose: merging two addresses that differ loses one of them.
/// </summary>
internal static class TrackingParameters
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
        "igshid", "igsh", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "li_fat_id", "srsltid",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="query">A query without its question mark.</param>
    public static string Drop(string query) =>
        query.Length == 0 ? query : string.Join('&', query.Split('&').Where(part => !IsTracking(part)));

    private static bool IsTracking(string part)
    {
        var name = part.Split('=', 2)[0];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Names.Contains(name);
    }
}
