using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.PagedExport;

public record ExportRequest(string Table, int PageSize);

public sealed class Page
{
    public List<string> Rows { get; } = [];
    public string? Next { get; set; }
}

/// <summary>Asynchronous streams and value tasks: cursor and page are made for the call.</summary>
public class Function
{
    private readonly IPageSource _source = new CountingSource(4);

    public async Task<int> Handle(ExportRequest request, ILambdaContext context)
    {
        var rows = 0;
        await foreach (var row in ReadAllAsync(request, CancellationToken.None))
        {
            rows += row.Length > 0 ? 1 : 0;
        }

        return rows;
    }

    private async IAsyncEnumerable<string> ReadAllAsync(ExportRequest request, [EnumeratorCancellation] CancellationToken token)
    {
        string? cursor = null;
        do
        {
            var page = await _source.ReadAsync(request.Table, cursor, token);
            cursor = page.Next;
            page.Rows.Reverse();
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            page.Rows.Clear();
        }
        while (cursor != null);
    }
}

public interface IPageSource
{
    ValueTask<Page> ReadAsync(string table, string? cursor, CancellationToken token);
}

public sealed class CountingSource(int pages) : IPageSource
{
    async ValueTask<Page> IPageSource.ReadAsync(string table, string? cursor, CancellationToken token)
    {
        var number = cursor == null ? 0 : int.Parse(cursor);
        var page = new Page();
        for (var i = 0; i < 10; i++)
        {
            page.Rows.Add(table + number + "/" + i);
        }

        await Task.Yield();
        page.Next = number + 1 < pages ? (number + 1).ToString() : null;
        return page;
    }
}
