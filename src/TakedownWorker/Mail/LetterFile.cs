using MimeKit;

namespace TakedownWorker.Mail;

/// <summary>Reads the parts of a letter of ours from its bytes.</summary>
internal static class LetterFile
{
    public static string? Html(byte[] eml) => Load(eml).HtmlBody;

    public static string? Text(byte[] eml) => Load(eml).TextBody;

    public static string? Subject(byte[] eml) => Load(eml).Subject;

    private static MimeMessage Load(byte[] eml) => MimeMessage.Load(new MemoryStream(eml));
}
