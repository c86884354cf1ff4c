using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace WebApi;

/// <summary>A controller is built for each request: its fields are nobody else's, its statics are everybody's.</summary>
[ApiController]
[Route("reports")]
public class ReportsController : ControllerBase
{
    private static readonly SemaphoreSlim s_gate = new(1);
    private static int s_served;
    private int _mine;

    [HttpGet("slow")]
    public async Task<int> Slow()
    {
        await s_gate.WaitAsync(); // LMI4008, an info: one report at a time
        try
        {
            await Task.Delay(10);
            return ++_mine;
        }
        finally
        {
            s_gate.Release();
        }
    }

    [HttpGet("served")]
    public int Served() => Interlocked.Increment(ref s_served);
}
