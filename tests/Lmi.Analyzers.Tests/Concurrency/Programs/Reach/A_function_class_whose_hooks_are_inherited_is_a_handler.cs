using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.AspNetCoreServer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace A
{
    public sealed class EntryPoint : APIGatewayProxyFunction
    {
        protected override void Init(IWebHostBuilder builder)
        {
            Tools.Prepare();
        }
    }

    public sealed class Warmup : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public static class Tools
    {
        public static void Prepare() => Environment.SetEnvironmentVariable("STAGE", "prod");
    }
}
