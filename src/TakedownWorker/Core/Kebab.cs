using System.Text;

namespace TakedownWorker.Core;

/// <summary>Members of closed lists as the packs and the JSON outputs write them: <c>SiteOperator</c> is <c>site-operator</c>.</summary>
internal static class Kebab
{
    public static string Name<T>(T value)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
