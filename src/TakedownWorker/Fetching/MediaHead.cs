using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Asks what looks like a medium for its headers, by HEAD.</summary>
internal sealed class MediaHead(LookHttp http, FetchLimits limits, TimeProvider machine)
{
    /// <summary>
    /// The answer where it tells: a medium that is there, or a redirect. Null where a GET has to tell: HEAD is refused or not
    /// understood, or the address is a page's after all. A removal is never taken from HEAD alone: some servers answer it with
    /// 404 for a file that they show.
    /// </summary>
    public async Task<HttpResponseMessage?> AskAsync(ReportedUrl address, Uri request, LookTrail trail, CancellationToken token)
    {
        if (!MediaAddress.Looks(address))
        {
            return null;
        }

        using var brief = new CancellationTokenSource(limits.Head, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, brief.Token);
        HttpResponseMessage? head = null;
        try
        {
            head = await http.HeadAsync(request, either.Token);
            if (LookTrail.IsMedium(head) || LookTrail.IsRedirect(head))
            {
                return head;
            }
        }
        catch (Exception e) when (!token.IsCancellationRequested && (e is OperationCanceledException || LookFailures.Of(e) is LookFailure.ProtocolError))
        {
            // Not understood, or no answer to it.
        }

        trail.AskedAgain(address, head);
        head?.Dispose();
        return null;
    }
}
