using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// A way through a vantage's proxy: HTTP CONNECT (RFC 9110 section 9.3.6) or SOCKS5 (RFC 1928, login RFC 1929). The proxy is
/// given the address that was checked here and never a name, so no second resolution can slip in behind the check
/// (DESIGN 4.11); the library's own proxy support would hand it the name.
/// </summary>
/// <param name="address"><c>http://</c> or <c>socks5://</c>, with login where the proxy asks for one.</param>
internal sealed class VantageProxy(Uri address)
{
    private const int LongestAnswer = 8 * 1024;
    private const byte NetworkUnreachable = 3;
    private const byte ConnectionRefused = 5;

    /// <summary>A stream to <paramref name="place"/>.</summary>
    /// <exception cref="LookStoppedException">The proxy says that the host does not answer, or the proxy itself does not.</exception>
    public async Task<Stream> OpenAsync(IPEndPoint place, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.IdnHost, address.Port, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            await (address.Scheme == "socks5" ? SocksAsync(stream, place, cancellationToken) : ConnectAsync(stream, place, cancellationToken));
            return stream;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e is SocketException or IOException ? new LookStoppedException(LookFailure.VantageDown, e) : e;
        }
    }

    private async Task ConnectAsync(NetworkStream stream, IPEndPoint place, CancellationToken cancellationToken)
    {
        var login = address.UserInfo.Length == 0 ? ""
            : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)))}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n{login}\r\n"), cancellationToken);
        var head = await HeadAsync(stream, cancellationToken);
        var status = head.Split(' ') is [_, { Length: 3 } code, ..] && int.TryParse(code, out var number) ? number : 0;
        if (status is < 200 or > 299)
        {
            // 502 to 504 are the proxy's words for a host that does not answer; the rest is between it and us.
            throw new LookStoppedException(status is >= 502 and <= 504 ? LookFailure.ConnectFailure : LookFailure.VantageDown);
        }
    }

    /// <summary>Byte by byte: what follows the empty line belongs to the host.</summary>
    private static async Task<string> HeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < LongestAnswer)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            head.Add(one[0]);
            if (head.Count >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r')
            {
                return Encoding.ASCII.GetString([.. head]);
            }
        }

        throw new LookStoppedException(LookFailure.VantageDown);
    }

    private async Task SocksAsync(NetworkStream stream, IPEndPoint place, CancellationToken cancellationToken)
    {
        var login = address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        byte method = address.UserInfo.Length > 0 ? (byte)2 : (byte)0;
        await stream.WriteAsync(new byte[] { 5, 1, method }, cancellationToken);
        await ExpectAsync(stream, 5, method, cancellationToken);
        if (method == 2)
        {
            byte[] user = Encoding.UTF8.GetBytes(login[0]), password = Encoding.UTF8.GetBytes(login.ElementAtOrDefault(1) ?? "");
            await stream.WriteAsync((byte[])[1, (byte)user.Length, .. user, (byte)password.Length, .. password], cancellationToken);
            await ExpectAsync(stream, 1, 0, cancellationToken);
        }

        var target = place.Address.GetAddressBytes();
        var port = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(port, (ushort)place.Port);
        await stream.WriteAsync((byte[])[5, 1, 0, target.Length == 4 ? (byte)1 : (byte)4, .. target, .. port], cancellationToken);
        var reply = new byte[4];
        await stream.ReadExactlyAsync(reply, cancellationToken);
        if (reply[1] != 0)
        {
            throw new LookStoppedException(
                reply[1] is >= NetworkUnreachable and <= ConnectionRefused ? LookFailure.ConnectFailure : LookFailure.VantageDown);
        }

        await stream.ReadExactlyAsync(new byte[await BoundLengthAsync(stream, reply[3], cancellationToken) + port.Length], cancellationToken);
    }

    /// <summary>Length of the address that the proxy bound: nothing is done with it, but it stands before the host's bytes.</summary>
    private static async Task<int> BoundLengthAsync(NetworkStream stream, byte type, CancellationToken cancellationToken)
    {
        if (type is 1 or 4)
        {
            return type == 1 ? 4 : 16;
        }

        var length = new byte[1];
        await stream.ReadExactlyAsync(length, cancellationToken);
        return length[0];
    }

    private static async Task ExpectAsync(NetworkStream stream, byte version, byte answer, CancellationToken cancellationToken)
    {
        var said = new byte[2];
        await stream.ReadExactlyAsync(said, cancellationToken);
        if (said[0] != version || said[1] != answer)
        {
            throw new LookStoppedException(LookFailure.VantageDown);
        }
    }
}
