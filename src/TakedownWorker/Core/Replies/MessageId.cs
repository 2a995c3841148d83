namespace TakedownWorker.Core.Replies;

/// <summary>
/// Message-IDs (RFC 5322 section 3.6.4, without angle brackets) that follow from what they name: a repeat of a letter
/// carries the same one.
/// </summary>
internal static class MessageId
{
    public static string For(NoticeId notice, string domain) => $"n.{notice}@{domain}";

    public static string ForBriefing(Guid briefing, string domain) => $"b.{briefing:N}@{domain}";
}
