using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

public class Lmi1002SharedStateWrittenTests
{
    [Fact]
    public Task Counter() => Verify.RulesAsync("""
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static int s_count;
            private static int s_safe;

            public int Handle(string input, ILambdaContext context)
            {
                Interlocked.Increment(ref s_safe);
                return {|LMI1002:s_count++|};
            }
        }
        """);
}
