using System.Collections.Generic;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace A
{
    [LambdaStartup]
    public class Startup
    {
        public HostApplicationBuilder ConfigureHostBuilder()
        {
            var builder = new HostApplicationBuilder();
            builder.Services.AddScoped<Fn>();
            builder.Services.AddScoped<Audit>();
            builder.Services.AddScoped<Fresh>();
            return builder;
        }
    }

    public class Audit
    {
        private readonly List<string> _lines = new();

        public void Write(string line) => {|LMI1001:_lines.Add|}(line);
    }

    public class Fresh
    {
        private int _n;

        public void Do() => _n++;
    }

    public class Fn(Audit audit)
    {
        private int _calls;

        [LambdaFunction]
        public int Run(string k, [FromServices] Fresh fresh)
        {
            audit.Write(k);
            fresh.Do();
            return {|LMI1002:++_calls|};
        }
    }
}
