using System.Collections.Frozen;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// ISO 3166-1 alpha-2 codes, and parts of a country (ISO 3166-2, <c>GB-SCT</c>) only of the countries whose laws differ by
/// part. A part that changes nothing is refused, so that nobody believes that it was heeded.
/// </summary>
internal static class CountryCodes
{
    private static readonly FrozenSet<string> Codes = Set(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ " +
        "DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
        "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM " +
        "PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
        "UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW");

    // EAW (England and Wales, one jurisdiction) is in ISO 3166-2:GB beside the four countries.
    private static readonly FrozenDictionary<string, FrozenSet<string>> Parts = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["AU"] = Set("ACT NSW NT QLD SA TAS VIC WA"),
        ["CA"] = Set("AB BC MB NB NL NS NT NU ON PE QC SK YT"),
        ["GB"] = Set("EAW ENG NIR SCT WLS"),
        ["US"] = Set(
            "AK AL AR AZ CA CO CT DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY " +
            "DC AS GU MP PR UM VI"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code as it is kept: in upper case.</summary>
    public static string Normalise(string code) => code.Trim().ToUpperInvariant();

    /// <summary>What is wrong with a code, without repeating it, and the cure; null when nothing is.</summary>
    public static string? Fault(string code)
    {
        var normal = Normalise(code);
        var dash = normal.IndexOf('-', StringComparison.Ordinal);
        var country = dash < 0 ? normal : normal[..dash];
        if (!Codes.Contains(country))
        {
            return "is no ISO 3166 code. Write two letters such as GB, or GB-SCT where laws differ.";
        }

        if (dash < 0)
        {
            return null;
        }

        return !Parts.TryGetValue(country, out var parts) ? "names a part of a country whose parts are not told apart. Give the country alone, in two letters."
            : parts.Contains(normal[(dash + 1)..]) ? null
            : $"names no known part of its country. Known parts: {string.Join(", ", parts.Order(StringComparer.Ordinal))}; or give the country alone, in two letters.";
    }

    private static FrozenSet<string> Set(string codes) => codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
