using System.Net;
using System.Net.Sockets;

namespace TakedownWorker.Tests.Support;

/// <summary>A loopback port that is taken, so that nobody else gets it, and refuses every connection.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string Url => $"http://{(IPEndPoint)_socket.LocalEndPoint!}/page";

    public void Dispose() => _socket.Dispose();
}
