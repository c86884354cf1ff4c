using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

internal static class ParameterFix
{
    public static Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken) => Task.FromResult<Solution?>(null);
}
