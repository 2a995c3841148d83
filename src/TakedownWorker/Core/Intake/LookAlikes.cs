using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// Names beyond a-z that are read as the name of a platform everybody knows: the letters of another alphabet, or accents, only
/// dress it up (Unicode UTS 39, section 4: the same skeleton).
/// </summary>
internal static class LookAlikes
{
    /// <summary>Accents alone disguise a long name; a short one with an accent is a word of its own.</summary>
    private const int LongName = 6;

    private static readonly FrozenSet<string> KnownNames = new[]
    {
        "4chan", "8kun", "amazon", "apple", "archive", "badoo", "bing", "bitly", "bluesky", "bunkr", "cloudflare", "coomer", "dailymotion", "deviantart",
        "discord", "discordapp", "disqus", "dropbox", "ebay", "eporner", "erome", "facebook", "fansly", "fetlife", "flickr", "github", "gitlab",
        "gofile", "google", "imagefap", "imageshack", "imgbb", "imgbox", "imgchest", "imgur", "instagram", "kemono", "linkedin", "mediafire", "mega",
        "microsoft", "motherless", "myspace", "naver", "netflix", "odnoklassniki", "onlyfans", "patreon", "paypal", "pinterest", "pixeldrain", "pixiv",
        "pornhub", "quora", "rapidgator", "reddit", "redgifs", "redtube", "rutube", "signal", "skype", "slack", "snapchat", "spankbang", "steam", "t.me",
        "telegram", "thothub", "threads", "tiktok", "tinder", "tinyurl", "tnaflix", "tumblr", "twitch", "twitter", "viber", "vimeo", "vkontakte", "wattpad",
        "wechat", "weibo", "whatsapp", "wikipedia", "wordpress", "xhamster", "xnxx", "xvideos", "yahoo", "yandex", "youjizz", "youporn", "youtube",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Letters that look like those of the Latin alphabet, and what they look like.</summary>
    private static readonly FrozenDictionary<char, string> Looks = Pairs(
        "\u0430a\u044Cb\u0432b\u0441c\u0501d\u0435e\u0433r\u0581g\u04BBh\u043Dh\u0456i\u0458j\u043Ak\u04CFl\u043Cm\u043Fn\u043Eo\u0440p\u051Bq\u0455s\u0442t\u0475v\u051Dw\u0448w\u0445x\u0443y\u04AFy\u0437z\u0461w\u044Fr\u0438u\u0446u"
        + "\u03B1a\u03B2b\u03F2c\u03B4d\u03B5e\u03B9i\u03BAk\u03B7n\u03BFo\u03C3o\u03C1p\u03C4t\u03C5u\u03BDv\u03C9w\u03C7x\u03B3y\u03BCu"
        + "\u0585o\u0578n\u057Du\u0570h\u0566q\u057Cn\u056Ch\u0261g\u0251a\u0192f\u00F8o\u0111d\u0142l\u0131i\u0237j\u0268i\u0280r\u029Fl\u1D00a\u1D04c\u1D05d\u1D07e\u1D0Dm\u1D0Fo\u1D1Bt\u1D20v\u1D21w\u1D22z\u0274n\u026Ai\u1D0Bk\u0299b\u029Ch\u0262g");

    public static bool IsOfKnownName(string label)
    {
        var skeleton = Skeleton(label);
        return KnownNames.Contains(skeleton)
            && (skeleton.Length >= LongName || !Scripts.Of(label).SetEquals([Scripts.Latin]));
    }

    private static string Skeleton(string label)
    {
        var result = new StringBuilder(label.Length);
        foreach (var c in label.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                result.Append(Looks.GetValueOrDefault(c) ?? c.ToString());
            }
        }

        return result.ToString();
    }

    private static FrozenDictionary<char, string> Pairs(string pairs) =>
        pairs.Chunk(2).ToFrozenDictionary(p => p[0], p => p[1].ToString());
}
