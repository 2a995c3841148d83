using System.Text;

namespace TakedownWorker.Fetching;

/// <summary>Runs of blanks become one, none at either end: as a browser shows text.</summary>
internal static class Blanks
{
    /// <param name="text">What is read.</param>
    /// <param name="result">Room to write to, empty.</param>
    public static string Squeeze(StringBuilder text, StringBuilder result)
    {
        var blank = false;
        foreach (var chunk in text.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                if (char.IsWhiteSpace(c))
                {
                    blank = result.Length > 0;
                    continue;
                }

                if (blank)
                {
                    result.Append(' ');
                    blank = false;
                }

                result.Append(c);
            }
        }

        return result.ToString();
    }
}
