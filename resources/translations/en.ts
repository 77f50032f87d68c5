<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message>
        <source>回到上一处</source>
        <translation>Back to the last place</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>打开文件</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>在口令框里：显示或隐藏输入的内容</source>
        <translation>In a passphrase field: show or hide what is typed</translation>
    </message>
    <message>
        <source>全部按键</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next item</translation>
    </message>
    <message>
        <source>上一项</source>
        <translation>Previous item</translation>
    </message>
    <message>
        <source>下一个未评项</source>
        <translation>Next unscored item</translation>
    </message>
    <message>
        <source>展开，采用建议分</source>
        <translation>Open, take over the proposed points</translation>
    </message>
    <message>
        <source>核实值</source>
        <translation>Verified value</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>符合</source>
        <translation>Conforms</translation>
    </message>
    <message>
        <source>不符合</source>
        <translation>Does not conform</translation>
    </message>
    <message>
        <source>待核</source>
        <translation>To be checked</translation>
    </message>
    <message>
        <source>钉证据</source>
        <translation>Pin evidence</translation>
    </message>
    <message>
        <source>看证据</source>
        <translation>Show evidence</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>到第几页</source>
        <translation>Go to page</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>查找材料</source>
        <translation>Search the documents</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>从输入框到下一项</source>
        <translation>From a field to the next item</translation>
    </message>
    <message>
        <source>从输入框到上一项</source>
        <translation>From a field to the previous item</translation>
    </message>
    <message>
        <source>换窗格</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>换回窗格</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>显示或隐藏材料目录</source>
        <translation>Show or hide the list of documents</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>上一家</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一家</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>提交评审</source>
        <translation>Submit review</translation>
    </message>
    <message>
        <source>登记新申报</source>
        <translation>Register an application</translation>
    </message>
    <message>
        <source>查找申报</source>
        <translation>Find an application</translation>
    </message>
    <message>
        <source>退回一步</source>
        <translation>One step back</translation>
    </message>
    <message>
        <source>前一部分</source>
        <translation>Previous part</translation>
    </message>
    <message>
        <source>后一部分</source>
        <translation>Next part</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>查找单位</source>
        <translation>Find a unit</translation>
    </message>
    <message>
        <source>未复部门均同意</source>
        <translation>All others agree</translation>
    </message>
    <message>
        <source>记录意见</source>
        <translation>Record opinion</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>选入或移出</source>
        <translation>Select or take out</translation>
    </message>
    <message>
        <source>可评分</source>
        <translation>Ready to score</translation>
    </message>
    <message>
        <source>部分可评</source>
        <translation>Partly scorable</translation>
    </message>
    <message>
        <source>仅供查阅</source>
        <translation>Reference only</translation>
    </message>
    <message>
        <source>绿色工厂</source>
        <translation>Green factory</translation>
    </message>
    <message>
        <source>绿色工业园区</source>
        <translation>Green industrial park</translation>
    </message>
    <message>
        <source>绿色供应链</source>
        <translation>Green supply chain</translation>
    </message>
    <message>
        <source>绿色设计产品</source>
        <translation>Green product design</translation>
    </message>
    <message>
        <source>各类通用</source>
        <translation>For every category</translation>
    </message>
    <message>
        <source>否决</source>
        <translation>Veto</translation>
    </message>
    <message>
        <source>必选</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>可选</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>专家评分</source>
        <translation>Expert scores</translation>
    </message>
    <message>
        <source>定量</source>
        <translation>Quantitative</translation>
    </message>
    <message>
        <source>越高越好</source>
        <translation>Higher is better</translation>
    </message>
    <message>
        <source>越低越好</source>
        <translation>Lower is better</translation>
    </message>
    <message>
        <source>读自正式文件</source>
        <translation>Read from the official text</translation>
    </message>
    <message>
        <source>读自副本</source>
        <translation>Read from a copy</translation>
    </message>
    <message>
        <source>凭记忆录入</source>
        <translation>Written from memory</translation>
    </message>
    <message>
        <source>推算得出</source>
        <translation>Derived</translation>
    </message>
    <message>
        <source>建议用语</source>
        <translation>Suggested wording</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Edition</translation>
    </message>
    <message>
        <source>发布单位</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Hint</translation>
    </message>
    <message>
        <source>计分方法</source>
        <translation>Scoring method</translation>
    </message>
    <message>
        <source>满分</source>
        <translation>Full points</translation>
    </message>
    <message>
        <source>合格分</source>
        <translation>Pass mark</translation>
    </message>
    <message>
        <source>计分说明</source>
        <translation>Scoring</translation>
    </message>
    <message>
        <source>章权重</source>
        <translation>Section weight</translation>
    </message>
    <message>
        <source>章占比</source>
        <translation>Section share</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Requirement</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>方向</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>基准值</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>引领值</source>
        <translation>Leading value</translation>
    </message>
    <message>
        <source>计分办法</source>
        <translation>Scoring rule</translation>
    </message>
    <message>
        <source>证明材料</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>依据状态</source>
        <translation>Basis state</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>依据备注</source>
        <translation>Basis note</translation>
    </message>
    <message>
        <source>分档</source>
        <translation>Tier</translation>
    </message>
    <message>
        <source>没有填写</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>“{given}”不能用在这里</source>
        <translation>"{given}" cannot be used here</translation>
    </message>
    <message>
        <source>至少要有一项指标</source>
        <translation>There must be at least one item</translation>
    </message>
    <message>
        <source>不认识这一项</source>
        <translation>This field is not known</translation>
    </message>
    <message>
        <source>超过 2000 字</source>
        <translation>More than 2000 characters</translation>
    </message>
    <message>
        <source>“{given}”不能作编号，只能用字母、数字、点和横线</source>
        <translation>"{given}" cannot be a code; use letters, digits, dots and hyphens only</translation>
    </message>
    <message>
        <source>“{given}”重复</source>
        <translation>"{given}" appears twice</translation>
    </message>
    <message>
        <source>“{given}”不在可选的词里</source>
        <translation>"{given}" is not one of the words to choose from</translation>
    </message>
    <message>
        <source>“{given}”不是数字</source>
        <translation>"{given}" is not a number</translation>
    </message>
    <message>
        <source>{given} 超出允许的范围</source>
        <translation>{given} is outside the allowed range</translation>
    </message>
    <message>
        <source>否决项不计分，不填满分</source>
        <translation>A veto item has no points; leave full points empty</translation>
    </message>
    <message>
        <source>有基准值和引领值，须选方向</source>
        <translation>With a baseline and a leading value a direction must be chosen</translation>
    </message>
    <message>
        <source>引领值 {given} 比基准值差</source>
        <translation>The leading value {given} is worse than the baseline</translation>
    </message>
    <message>
        <source>各项满分合计 {given}，与章权重不符</source>
        <translation>The items add up to {given}, not to the section weight</translation>
    </message>
    <message>
        <source>各章占比合计 {given}，与满分不符</source>
        <translation>The shares of the sections add up to {given}, which is not the full points</translation>
    </message>
    <message>
        <source>各章合计 {given}，与满分不符</source>
        <translation>The sections add up to {given}, not to the full score</translation>
    </message>
    <message>
        <source>单元格里是公式，改成数值或文字</source>
        <translation>The cell holds a formula; change it to a value or text</translation>
    </message>
    <message>
        <source>与本章第一行不一致</source>
        <translation>Differs from the first row of this section</translation>
    </message>
    <message>
        <source>没有编号为“{given}”的指标</source>
        <translation>No item has the number "{given}"</translation>
    </message>
    <message>
        <source>缺少工作表“{given}”或它的表头</source>
        <translation>The sheet "{given}" or its header is missing</translation>
    </message>
    <message>
        <source>缺少列：{given}</source>
        <translation>Columns missing: {given}</translation>
    </message>
    <message>
        <source>整表</source>
        <translation>Whole checklist</translation>
    </message>
    <message>
        <source>{seconds} 秒后自动锁定，动一下鼠标或键盘就继续。</source>
        <translation>Locks in {seconds} seconds. Move the mouse or press a key to go on.</translation>
    </message>
    <message>
        <source>上次打开的副本“{name}”还在其他程序里，关掉那个程序后会清除。</source>
        <translation>The copy "{name}" opened last time is still open in another program. It is removed once that program is closed.</translation>
    </message>
    <message>
        <source>工作台</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Applications</translation>
    </message>
    <message>
        <source>评审</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>部门意见</source>
        <translation>Opinions</translation>
    </message>
    <message>
        <source>汇总</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>推荐公布</source>
        <translation>Publication</translation>
    </message>
    <message>
        <source>核算</source>
        <translation>Calculation</translation>
    </message>
    <message>
        <source>评价表</source>
        <translation>Checklists</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>收发</source>
        <translation>Exchange</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>不涉及</source>
        <translation>Not concerned</translation>
    </message>
    <message>
        <source>必须</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>原则上</source>
        <translation>In principle</translation>
    </message>
    <message>
        <source>优先</source>
        <translation>Preferred</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>缺：{what}</source>
        <translation>Missing: {what}</translation>
    </message>
    <message>
        <source>第 {count} 个，上限 {limit} 个</source>
        <translation>No. {count} of at most {limit}</translation>
    </message>
    <message>
        <source>条文：“{words}”，可写明理由后放行。</source>
        <translation>Article: "{words}". It can be let through with a reason.</translation>
    </message>
    <message>
        <source>有没写完的内容</source>
        <translation>Something is half written</translation>
    </message>
    <message>
        <source>已提交的记录和草稿都在。</source>
        <translation>Records that were submitted and drafts are kept.</translation>
    </message>
    <message>
        <source>离开后，还没提交的文字就没有了。</source>
        <translation>Words that were not submitted are gone once you leave.</translation>
    </message>
    <message>
        <source>放弃并离开</source>
        <translation>Give up and leave</translation>
    </message>
    <message>
        <source>留下</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>示例工作台没有口令，不需要锁定。</source>
        <translation>The sample desk has no passphrase and needs no lock.</translation>
    </message>
    <message>
        <source>各地区</source>
        <translation>All regions</translation>
    </message>
    <message>
        <source>未填地区</source>
        <translation>No region given</translation>
    </message>
    <message>
        <source>{region}：已选 {n}，名额未下达</source>
        <translation>{region}: {n} chosen, quota not set yet</translation>
    </message>
    <message>
        <source>{region}：已选 {n}，不限名额</source>
        <translation>{region}: {n} selected, no quota</translation>
    </message>
    <message>
        <source>{region}：已选 {n} / 名额 {limit}</source>
        <translation>{region}: {n} chosen / quota {limit}</translation>
    </message>
    <message>
        <source>{words}，超出（{article}）</source>
        <translation>{words}, over quota ({article})</translation>
    </message>
    <message>
        <source>未单独下达的地区：不限名额</source>
        <translation>Regions without a number of their own: no quota</translation>
    </message>
    <message>
        <source>未单独下达的地区：每地区名额 {limit}</source>
        <translation>Regions without a number of their own: {limit} each</translation>
    </message>
    <message>
        <source>{title}：{reason}（{by}，{day}；依据：{article}“{allowed}”）</source>
        <translation>{title}: {reason} ({by}, {day}; basis: {article} "{allowed}")</translation>
    </message>
    <message>
        <source>已期满</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>最后一天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>还有 {n} 个工作日</source>
        <translation>Working days left: {n}</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>To be handled</translation>
    </message>
    <message>
        <source>成立</source>
        <translation>Upheld</translation>
    </message>
    <message>
        <source>不成立</source>
        <translation>Not upheld</translation>
    </message>
    <message>
        <source>{title}（{note}）</source>
        <translation>{title} ({note})</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>“{what}”还不具备。依据：{article}。</source>
        <translation>"{what}" is not in place yet. Basis: {article}.</translation>
    </message>
    <message>
        <source>收到材料包</source>
        <translation>Package received</translation>
    </message>
    <message>
        <source>材料齐全并经核对</source>
        <translation>Documents complete and checked</translation>
    </message>
    <message>
        <source>无负面清单情形</source>
        <translation>None found</translation>
    </message>
    <message>
        <source>逐项有证明材料</source>
        <translation>Proof for every item</translation>
    </message>
    <message>
        <source>部门意见到齐</source>
        <translation>All opinions in</translation>
    </message>
    <message>
        <source>部门没有反对</source>
        <translation>No department objects</translation>
    </message>
    <message>
        <source>初审意见为推荐</source>
        <translation>Initial review recommends</translation>
    </message>
    <message>
        <source>按期报送</source>
        <translation>Submitted in time</translation>
    </message>
    <message>
        <source>等待的文件已发布</source>
        <translation>Awaited document issued</translation>
    </message>
    <message>
        <source>专家组已有结论</source>
        <translation>Panel has concluded</translation>
    </message>
    <message>
        <source>专家组推荐</source>
        <translation>Panel recommends</translation>
    </message>
    <message>
        <source>在名额之内</source>
        <translation>Within the quota</translation>
    </message>
    <message>
        <source>列入推荐名单</source>
        <translation>On the recommendation list</translation>
    </message>
    <message>
        <source>公示期满</source>
        <translation>Public display over</translation>
    </message>
    <message>
        <source>异议已处理</source>
        <translation>Objections handled</translation>
    </message>
    <message>
        <source>名单已公布</source>
        <translation>List published</translation>
    </message>
    <message>
        <source>已具备</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>还缺</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>经批准放行</source>
        <translation>Waived with approval</translation>
    </message>
    <message>
        <source>工信部门</source>
        <translation>Industry office</translation>
    </message>
    <message>
        <source>有关部门</source>
        <translation>Departments</translation>
    </message>
    <message>
        <source>专家组</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>秘书</source>
        <translation>Secretary</translation>
    </message>
    <message>
        <source>组织单位</source>
        <translation>Organiser</translation>
    </message>
    <message>
        <source>公示期内等待</source>
        <translation>Waiting during public display</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Advance</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>按逾期处理</source>
        <translation>Treat as late</translation>
    </message>
    <message>
        <source>不予推荐</source>
        <translation>Not recommended</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>逾期，不作为申报</source>
        <translation>Late, not an application</translation>
    </message>
    <message>
        <source>截止 {day}</source>
        <translation>Due {day}</translation>
    </message>
    <message>
        <source>公示至 {day}</source>
        <translation>On display until {day}</translation>
    </message>
    <message>
        <source>尚未公示</source>
        <translation>Not on public display yet</translation>
    </message>
    <message>
        <source>名额尚未下达</source>
        <translation>Quota not set yet</translation>
    </message>
    <message>
        <source>已选 / 名额：{count}</source>
        <translation>Chosen / quota: {count}</translation>
    </message>
    <message>
        <source>（暂按周末推算）</source>
        <translation> (by weekends for now)</translation>
    </message>
    <message>
        <source>逾期 {n} 个工作日</source>
        <translation>Working days late: {n}</translation>
    </message>
    <message>
        <source>截止 {day}，还有 {n} 个工作日</source>
        <translation>Closes {day}, working days left: {n}</translation>
    </message>
    <message>
        <source>已到最后阶段。</source>
        <translation>This is the last stage.</translation>
    </message>
    <message>
        <source>可以进入“{title}”。</source>
        <translation>Can advance to "{title}".</translation>
    </message>
    <message>
        <source>还缺 {n} 项，轮到{who}。</source>
        <translation>Still missing: {n}; next: {who}.</translation>
    </message>
    <message>
        <source>应</source>
        <translation>Must</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>国家级</source>
        <translation>National</translation>
    </message>
    <message>
        <source>省级</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>市级</source>
        <translation>City</translation>
    </message>
    <message>
        <source>县级</source>
        <translation>County</translation>
    </message>
    <message>
        <source>负面清单</source>
        <translation>Negative list</translation>
    </message>
    <message>
        <source>申报资格</source>
        <translation>Eligibility</translation>
    </message>
    <message>
        <source>办理进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>推荐</source>
        <translation>Recommended</translation>
    </message>
    <message>
        <source>公布名单</source>
        <translation>Publish list</translation>
    </message>
    <message>
        <source>资格条件</source>
        <translation>Eligibility conditions</translation>
    </message>
    <message>
        <source>办理阶段</source>
        <translation>Stages</translation>
    </message>
    <message>
        <source>进入下一步的条件</source>
        <translation>Conditions for the next step</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>申报材料</source>
        <translation>Application documents</translation>
    </message>
    <message>
        <source>征求意见的部门</source>
        <translation>Departments consulted</translation>
    </message>
    <message>
        <source>优先情形</source>
        <translation>Priorities</translation>
    </message>
    <message>
        <source>名单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>资格信息</source>
        <translation>Eligibility data</translation>
    </message>
    <message>
        <source>报送材料</source>
        <translation>Submit documents</translation>
    </message>
    <message>
        <source>公布后的义务</source>
        <translation>Duties after publishing</translation>
    </message>
    <message>
        <source>待发布文件</source>
        <translation>Papers awaited</translation>
    </message>
    <message>
        <source>推荐汇总表</source>
        <translation>Recommendation summary</translation>
    </message>
    <message>
        <source>第三方机构</source>
        <translation>Third-party body</translation>
    </message>
    <message>
        <source>专家组计分</source>
        <translation>Panel scoring</translation>
    </message>
    <message>
        <source>评价方式</source>
        <translation>Way of evaluation</translation>
    </message>
    <message>
        <source>评价标准</source>
        <translation>Evaluation standard</translation>
    </message>
    <message>
        <source>征求部门意见</source>
        <translation>Consult departments</translation>
    </message>
    <message>
        <source>逾期的后果</source>
        <translation>Consequence of being late</translation>
    </message>
    <message>
        <source>公示</source>
        <translation>Public display</translation>
    </message>
    <message>
        <source>推荐名额</source>
        <translation>Recommendation quota</translation>
    </message>
    <message>
        <source>去工作台</source>
        <translation>Go to desk</translation>
    </message>
    <message>
        <source>去申报</source>
        <translation>Go to Applications</translation>
    </message>
    <message>
        <source>去部门意见</source>
        <translation>Go to opinions</translation>
    </message>
    <message>
        <source>去评审</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>去核算</source>
        <translation>Go to Quantities</translation>
    </message>
    <message>
        <source>去汇总</source>
        <translation>Go to panel</translation>
    </message>
    <message>
        <source>去推荐</source>
        <translation>Go to Recommendation</translation>
    </message>
    <message>
        <source>去收发</source>
        <translation>Go to exchange</translation>
    </message>
    <message>
        <source>看流程与期限</source>
        <translation>See steps and deadlines</translation>
    </message>
    <message>
        <source>看名单</source>
        <translation>See list</translation>
    </message>
    <message>
        <source>看第三方机构</source>
        <translation>See third-party bodies</translation>
    </message>
    <message>
        <source>读自转载</source>
        <translation>Read in a reprint</translation>
    </message>
    <message>
        <source>推定</source>
        <translation>Derived</translation>
    </message>
    <message>
        <source>建议值</source>
        <translation>Proposed value</translation>
    </message>
    <message>
        <source>是公式，请改成数值再导入</source>
        <translation>is a formula; change it to a value and import again</translation>
    </message>
    <message>
        <source>没有单位名称</source>
        <translation>No organisation name</translation>
    </message>
    <message>
        <source>不是日期，应写成 2026-05-31</source>
        <translation>is not a date; write it as 2026-05-31</translation>
    </message>
    <message>
        <source>不是申报类别</source>
        <translation>Not a category of application</translation>
    </message>
    <message>
        <source>不是数字</source>
        <translation>is not a number</translation>
    </message>
    <message>
        <source>名称（单位、机构或标准编号，必需）</source>
        <translation>Name (organisation, body or standard number, required)</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>行业</source>
        <translation>Industry</translation>
    </message>
    <message>
        <source>起始日期</source>
        <translation>Start date</translation>
    </message>
    <message>
        <source>截止日期</source>
        <translation>Closing date</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>同一法人（含关联单位）</source>
        <translation>Same legal person (with affiliates)</translation>
    </message>
    <message>
        <source>同一法定代表人</source>
        <translation>Same legal representative</translation>
    </message>
    <message>
        <source>本批次</source>
        <translation>This round</translation>
    </message>
    <message>
        <source>每年</source>
        <translation>each year</translation>
    </message>
    <message>
        <source>{places}；部分在以后版本</source>
        <translation>{places}; partly in a later version</translation>
    </message>
    <message>
        <source>以后版本</source>
        <translation>Later version</translation>
    </message>
    <message>
        <source>与软件无关</source>
        <translation>No matter for software</translation>
    </message>
    <message>
        <source>已过 {n} 个工作日</source>
        <translation>{n} working days past</translation>
    </message>
    <message>
        <source>今天截止</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>公示 {n} 个工作日</source>
        <translation>Public display for {n} working days</translation>
    </message>
    <message>
        <source>公示 {n} 个自然日</source>
        <translation>Public display for {n} calendar days</translation>
    </message>
    <message>
        <source>每年 {month} 月 {day} 日前</source>
        <translation>Every year before {month}/{day}</translation>
    </message>
    <message>
        <source>{day} 前</source>
        <translation>before {day}</translation>
    </message>
    <message>
        <source>{n} 个工作日内</source>
        <translation>Within {n} working days</translation>
    </message>
    <message>
        <source>{n} 日内</source>
        <translation>within {n} days</translation>
    </message>
    <message>
        <source>每年一次</source>
        <translation>Once a year</translation>
    </message>
    <message>
        <source>每 {n} 年一次</source>
        <translation>once every {n} years</translation>
    </message>
    <message>
        <source>{n} 年内</source>
        <translation>Within {n} years</translation>
    </message>
    <message>
        <source>{cell}：“{given}”{fault}</source>
        <translation>{cell}: "{given}" {fault}</translation>
    </message>
    <message>
        <source>{cell}：{fault}</source>
        <translation>{cell}: {fault}</translation>
    </message>
    <message>
        <source>继续使用</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>{sentence}{detail}。</source>
        <translation>{sentence} {detail}.</translation>
    </message>
    <message>
        <source>{years} 年放假安排尚未公布，暂按周末推算</source>
        <translation>The holidays of {years} are not published yet; counted by weekends for now</translation>
    </message>
    <message>
        <source>元旦</source>
        <translation>New Year's Day</translation>
    </message>
    <message>
        <source>春节</source>
        <translation>Spring Festival</translation>
    </message>
    <message>
        <source>清明节</source>
        <translation>Qingming Festival</translation>
    </message>
    <message>
        <source>劳动节</source>
        <translation>Labour Day</translation>
    </message>
    <message>
        <source>端午节</source>
        <translation>Dragon Boat Festival</translation>
    </message>
    <message>
        <source>中秋节</source>
        <translation>Mid-Autumn Festival</translation>
    </message>
    <message>
        <source>国庆节</source>
        <translation>National Day</translation>
    </message>
    <message>
        <source>国庆节、中秋节</source>
        <translation>National Day and Mid-Autumn Festival</translation>
    </message>
    <message>
        <source>中秋节、国庆节</source>
        <translation>Mid-Autumn Festival and National Day</translation>
    </message>
    <message>
        <source>自 {start} 起{event}</source>
        <translation>{event} from {start}</translation>
    </message>
    <message>
        <source>自 {start} 起</source>
        <translation>From {start}</translation>
    </message>
    <message numerus="yes">
        <source>{begin}，次日起计 %n 个工作日，至 {last} 止。</source>
        <translation><numerusform>{begin}, %n working day counted from the next day, until {last}.</numerusform><numerusform>{begin}, %n working days counted from the next day, until {last}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{begin}，次日起计 %n 个自然日，至 {last} 止。</source>
        <translation><numerusform>{begin}, %n calendar day counted from the next day, until {last}.</numerusform><numerusform>{begin}, %n calendar days counted from the next day, until {last}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{begin}，当日计入，共 %n 个工作日，至 {last} 止。</source>
        <translation><numerusform>{begin}, %n working day with the first day counted, until {last}.</numerusform><numerusform>{begin}, %n working days with the first day counted, until {last}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{begin}，当日计入，共 %n 个自然日，至 {last} 止。</source>
        <translation><numerusform>{begin}, %n calendar day including the first day, until {last}.</numerusform><numerusform>{begin}, %n calendar days including the first day, until {last}.</numerusform></translation>
    </message>
    <message>
        <source>{days}（{name}）</source>
        <translation>{days} ({name})</translation>
    </message>
    <message>
        <source>{days}（周末）</source>
        <translation>{days} (weekend)</translation>
    </message>
    <message numerus="yes">
        <source>周末 %n 天</source>
        <translation><numerusform>%n weekend day</numerusform><numerusform>%n weekend days</numerusform></translation>
    </message>
    <message>
        <source>跳过：{days}</source>
        <translation>Skipped: {days}</translation>
    </message>
    <message>
        <source>期满日 {day}是休息日，顺延，跳过：{days}</source>
        <translation>The last day, {day}, is a day off, so the term moves on, skipping: {days}</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>{day}（{weekday}）调休上班，计入</source>
        <translation>{day} ({weekday}) is a make-up working day and counts</translation>
    </message>
    <message>
        <source>{day}日</source>
        <comment>after a month</comment>
        <translation>{day}</translation>
    </message>
    <message>
        <source>{first}至{last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{month}/{day}</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日</source>
        <translation>{year}-{month}-{day}</translation>
    </message>
    <message>
        <source>申报已登记。</source>
        <translation>The application is registered.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>立即备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>本机的备份</source>
        <translation>Backups on this computer</translation>
    </message>
    <message>
        <source>选择备份所在的文件夹</source>
        <translation>Choose the folder with the backups</translation>
    </message>
    <message>
        <source>备份与恢复</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>选择文件夹</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>这里没有备份</source>
        <translation>No backups here</translation>
    </message>
    <message>
        <source>选择 U 盘、共享文件夹或旧电脑磁盘上放备份的文件夹。</source>
        <translation>Choose the folder with the backups on a stick, a share or the old computer's disk.</translation>
    </message>
    <message>
        <source>停止后现有的备份都在</source>
        <translation>Existing backups stay if you stop</translation>
    </message>
    <message>
        <source>{folder} 里有 {count} 份</source>
        <translation>{count} in {folder}</translation>
    </message>
    <message>
        <source>从备份恢复工作台</source>
        <translation>Restore a desk from a backup</translation>
    </message>
    <message>
        <source>共 {count} 份，自动保留每天、每周、每月的</source>
        <translation>{count} in all; one a day, a week and a month is kept</translation>
    </message>
    <message>
        <source>这份备份不完整，不能恢复。</source>
        <translation>This backup is not complete and cannot be restored.</translation>
    </message>
    <message>
        <source>这是{name}的备份，不能恢复到本机的工作台。在{name}的电脑上恢复，或在锁定界面点“打开另一个工作台”，选一个空文件夹，再点“已有备份，从备份恢复”。</source>
        <translation>This is a backup of {name} and cannot be restored to this desk. Restore it on the computer of {name}, or press "Open another desk" on the lock screen, choose an empty folder, then "I have a backup".</translation>
    </message>
    <message>
        <source>情况说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>声明无利益关系，打开材料</source>
        <translation>Declare no conflict and open the package</translation>
    </message>
    <message>
        <source>声明回避</source>
        <translation>Declare recusal</translation>
    </message>
    <message>
        <source>返回我的评审</source>
        <translation>Back to my reviews</translation>
    </message>
    <message>
        <source>回避声明</source>
        <translation>Declaration of interests</translation>
    </message>
    <message>
        <source>未见统一规定的情形清单，以下为建议用语。</source>
        <translation>No uniform official list of grounds was found; the wording below is a suggestion.</translation>
    </message>
    <message>
        <source>申报单位</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>信用代码</source>
        <translation>Credit code</translation>
    </message>
    <message>
        <source>所在地</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>与该单位或第三方机构的关系</source>
        <translation>Relation to the unit or the third-party body</translation>
    </message>
    <message>
        <source>有下列情形之一的，勾选后声明回避；都没有的，直接打开材料。</source>
        <translation>If any of these is true, tick it and declare recusal; if none is, open the package.</translation>
    </message>
    <message>
        <source>其他应当回避的情形写在这里。</source>
        <translation>Write any other ground for recusal here.</translation>
    </message>
    <message>
        <source>声明会记入账本。声明回避后，本机不再显示该单位的材料、评分和进度。</source>
        <translation>The declaration is recorded in the ledger. After a recusal this desk no longer shows the documents, scores and progress of this unit.</translation>
    </message>
    <message>
        <source>已勾选利益关系，只能声明回避</source>
        <translation>An interest is ticked: only a recusal can be declared</translation>
    </message>
    <message>
        <source>勾选至少一项，或写明情况。</source>
        <translation>Tick at least one line or explain the ground.</translation>
    </message>
    <message>
        <source>第 {position} 家，共 {count} 家</source>
        <translation>Application {position} of {count}</translation>
    </message>
    <message>
        <source>重新保存</source>
        <translation>Save again</translation>
    </message>
    <message>
        <source>撤销（Ctrl+Z）</source>
        <translation>Undo (Ctrl+Z)</translation>
    </message>
    <message>
        <source>上一家（[）</source>
        <translation>Previous application ([)</translation>
    </message>
    <message>
        <source>下一家（]）</source>
        <translation>Next application (])</translation>
    </message>
    <message>
        <source>{words}（Ctrl+Enter）</source>
        <translation>{words} (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>打开评审表</source>
        <translation>Open the score sheet</translation>
    </message>
    <message>
        <source>打开已签名的评审表 PDF</source>
        <translation>Open the signed score sheet (PDF)</translation>
    </message>
    <message>
        <source>修改后重新封存</source>
        <translation>Change and reseal</translation>
    </message>
    <message>
        <source>开封前可以换一份；原来的一份在重新封存前一直有效</source>
        <translation>You may replace it until it is opened; the earlier one stands until you reseal</translation>
    </message>
    <message>
        <source>放弃修改</source>
        <translation>Discard changes</translation>
    </message>
    <message>
        <source>丢掉这次修改，已封存的一份不变</source>
        <translation>Drop these changes; the sealed review stands</translation>
    </message>
    <message>
        <source>已封存交卷</source>
        <translation>Handed in sealed</translation>
    </message>
    <message>
        <source>已提交</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>正在修改已封存的评审</source>
        <translation>Changing a sealed review</translation>
    </message>
    <message>
        <source>无利益关系，已声明</source>
        <translation>No conflict of interest, declared</translation>
    </message>
    <message>
        <source>没有保存上</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>还没有改动</source>
        <translation>No changes yet</translation>
    </message>
    <message>
        <source>{month} 月 {day} 日</source>
        <translation>{month}/{day}</translation>
    </message>
    <message>
        <source>{time} 已保存</source>
        <translation>Saved at {time}</translation>
    </message>
    <message>
        <source>重新封存</source>
        <translation>Reseal</translation>
    </message>
    <message>
        <source>封存提交</source>
        <translation>Submit sealed</translation>
    </message>
    <message>
        <source>材料包第 {version} 版</source>
        <translation>Package, version {version}</translation>
    </message>
    <message>
        <source>字母键在没有光标的地方有效；在输入框里先按 Esc。</source>
        <translation>Letter keys work where there is no text cursor; in a field press Esc first.</translation>
    </message>
    <message>
        <source>打开下一家</source>
        <translation>Open the next application</translation>
    </message>
    <message>
        <source>我的评审</source>
        <translation>My reviews</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>还没有分派给你的评审</source>
        <translation>No reviews are assigned to you yet</translation>
    </message>
    <message>
        <source>秘书分派后会随交换文件到来。收到文件后，在“收发”里接收。</source>
        <translation>After the secretary assigns them they come with an exchange file. Receive it in "Exchange".</translation>
    </message>
    <message>
        <source>打开收发</source>
        <translation>Open Exchange</translation>
    </message>
    <message>
        <source>分派给你的评审都已提交</source>
        <translation>All reviews assigned to you are submitted</translation>
    </message>
    <message>
        <source>{count} 家待办</source>
        <translation>{count} waiting</translation>
    </message>
    <message>
        <source>评审结论</source>
        <translation>Conclusion of the review</translation>
    </message>
    <message>
        <source>未选推荐建议</source>
        <translation>No recommendation chosen</translation>
    </message>
    <message>
        <source>还缺 {count} 项，补齐后提交</source>
        <translation>{count} still missing; submit when they are complete</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>缺什么</source>
        <translation>What is missing</translation>
    </message>
    <message>
        <source>去补第一项</source>
        <translation>Go to the first</translation>
    </message>
    <message>
        <source>继续评审</source>
        <translation>Continue the review</translation>
    </message>
    <message>
        <source>点一行，或按 Enter，跳到该项。</source>
        <translation>Click a row or press Enter to go to the item.</translation>
    </message>
    <message>
        <source>封存提交 {unit} 的评审</source>
        <translation>Submit the review of {unit} sealed</translation>
    </message>
    <message>
        <source>提交 {unit} 的评审</source>
        <translation>Submit the review of {unit}</translation>
    </message>
    <message>
        <source>满分 {most}，{word}</source>
        <translation>Out of {most}, {word}</translation>
    </message>
    <message>
        <source>基本要求 {passed}/{total} 符合</source>
        <translation>Basics: {passed}/{total} conform</translation>
    </message>
    <message>
        <source>签名并封存提交</source>
        <translation>Sign and submit sealed</translation>
    </message>
    <message>
        <source>签名并提交</source>
        <translation>Sign and submit</translation>
    </message>
    <message>
        <source>提交后写入账本，并生成带签名的评审表 PDF。</source>
        <translation>The review is written into the ledger and a signed score sheet is made as PDF.</translation>
    </message>
    <message>
        <source>提交后不能修改；秘书退回后才能再改。</source>
        <translation>It cannot be changed after that, unless the secretary returns it.</translation>
    </message>
    <message>
        <source>本批次封存交卷：评分和评审表留在本机，随文件送出的只有封条，秘书和组织单位也看不到分数。</source>
        <translation>This round is sealed: scores and score sheet stay on this desk, only the seal leaves with the file; not even the secretary or the organiser sees them.</translation>
    </message>
    <message>
        <source>专家全部交卷后才开封；开封的必须是现在封存的这一份。</source>
        <translation>It is opened only when all experts have handed in, and it must be the one sealed now.</translation>
    </message>
    <message>
        <source>开封前可以修改后重新封存，每次封存都留有记录；开封后不能再改。</source>
        <translation>Until it is opened you may change and reseal it; every sealing is recorded. After that it cannot be changed.</translation>
    </message>
    <message>
        <source>本机不显示该单位的材料、评分和进度。</source>
        <translation>This desk does not show the documents, scores and progress of this unit.</translation>
    </message>
    <message>
        <source>你已声明回避</source>
        <translation>You declared recusal</translation>
    </message>
    <message>
        <source>收到含材料包的文件后再评审。</source>
        <translation>Review it after a file with the package has been received.</translation>
    </message>
    <message>
        <source>材料包还没有收到</source>
        <translation>The package has not arrived yet</translation>
    </message>
    <message>
        <source>秘书分派后才能评审。</source>
        <translation>It can be reviewed after the secretary assigns it.</translation>
    </message>
    <message>
        <source>这家没有分派给你</source>
        <translation>This application is not assigned to you</translation>
    </message>
    <message>
        <source>理由：{reasons}</source>
        <translation>Grounds: {reasons}</translation>
    </message>
    <message>
        <source>声明记入账本，不能撤回。之后本机不再显示该单位的材料、评分和进度。</source>
        <translation>The declaration is recorded in the ledger and cannot be withdrawn. After it this desk no longer shows the documents, scores and progress of this unit.</translation>
    </message>
    <message>
        <source>对 {unit} 声明回避</source>
        <translation>Declare recusal for {unit}</translation>
    </message>
    <message>
        <source>返回修改</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>评审已提交，评审表已签名</source>
        <translation>Review submitted, score sheet signed</translation>
    </message>
    <message>
        <source>评审已封存交卷，到“收发”导出给秘书</source>
        <translation>The review is handed in sealed; export it for the secretary in "Exchange"</translation>
    </message>
    <message>
        <source>放弃这次修改</source>
        <translation>Discard these changes</translation>
    </message>
    <message>
        <source>这次改动的内容会丢掉，已封存的一份不变。</source>
        <translation>What you changed this time is lost; the sealed review stands.</translation>
    </message>
    <message>
        <source>继续修改</source>
        <translation>Keep editing</translation>
    </message>
    <message>
        <source>没有能打开这个文件的程序</source>
        <translation>No program on this computer opens this file</translation>
    </message>
    <message>
        <source>秘书退回：{reason}</source>
        <translation>Returned by the secretary: {reason}</translation>
    </message>
    <message>
        <source>先展开一个评分项，证据钉在它上面</source>
        <translation>Open an item first; evidence is pinned to it</translation>
    </message>
    <message>
        <source>已换指标表，原来的评分按 Ctrl+Z 撤回</source>
        <translation>The checklist was changed; Ctrl+Z brings the earlier scores back</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Criterion</translation>
    </message>
    <message>
        <source>加一项</source>
        <translation>Add an item</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>没有选中指标</source>
        <translation>No item selected</translation>
    </message>
    <message>
        <source>在中间的表里选一项，在这里改它的用语、满分和依据。</source>
        <translation>Choose an item in the table in the middle; change its wording, full points and basis here.</translation>
    </message>
    <message>
        <source>占总分 %</source>
        <translation>Share of total %</translation>
    </message>
    <message>
        <source>各项合计 {found}</source>
        <translation>Items add up to {found}</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message numerus="yes">
        <source>%n 份</source>
        <translation><numerusform>%n copy</numerusform><numerusform>%n copies</numerusform></translation>
    </message>
    <message>
        <source>{category} · {edition}</source>
        <translation>{category} · {edition}</translation>
    </message>
    <message>
        <source>草稿 · {note}</source>
        <translation>Draft · {note}</translation>
    </message>
    <message>
        <source>须核对</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>已核</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>（未写名称）</source>
        <translation>(no name given)</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>不计分</source>
        <translation>No points</translation>
    </message>
    <message>
        <source>权重 {weight} · 各项 {found}</source>
        <translation>Weight {weight} · items {found}</translation>
    </message>
    <message>
        <source>各项 {found}</source>
        <translation>Items {found}</translation>
    </message>
    <message>
        <source> · 占总分 {share}%</source>
        <translation> · {share}% of the total</translation>
    </message>
    <message>
        <source> · 不计入总分</source>
        <translation> · not in the total</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>字段</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>签入批次：{title}</source>
        <translation>Sign into the round: {title}</translation>
    </message>
    <message>
        <source>写依据的文件，或改动的原因。必填。</source>
        <translation>Write the document it rests on, or the reason for the change. Required.</translation>
    </message>
    <message>
        <source>先不签入</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>签名并签入</source>
        <translation>Sign into the round</translation>
    </message>
    <message>
        <source>写明理由后再签入。</source>
        <translation>Give a reason before signing it in.</translation>
    </message>
    <message>
        <source>导入评价表</source>
        <translation>Import checklist</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Do not import</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 处错误，没有导入</source>
        <translation><numerusform>%n error, nothing was imported</numerusform><numerusform>%n errors, nothing was imported</numerusform></translation>
    </message>
    <message>
        <source>单元格</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>在 {name} 里逐格改正，保存后再导入。</source>
        <translation>Correct the cells in {name}, save it and import it again.</translation>
    </message>
    <message>
        <source>作为草稿导入</source>
        <translation>Import as draft</translation>
    </message>
    <message numerus="yes">
        <source>%n 项</source>
        <translation><numerusform>%n item</numerusform><numerusform>%n items</numerusform></translation>
    </message>
    <message>
        <source>没有错误。导入后是草稿，签入批次后才生效。</source>
        <translation>No errors. It is imported as a draft and takes effect once signed into the round.</translation>
    </message>
    <message>
        <source>待改正</source>
        <translation>To correct</translation>
    </message>
    <message>
        <source>签入后整个批次使用这一版；已经开始的评审继续用原来那一版。</source>
        <translation>Once signed in, the whole round uses this version; reviews already begun keep theirs.</translation>
    </message>
    <message numerus="yes">
        <source>已有 %n 份评审用现在这一版，不受影响。</source>
        <translation><numerusform>%n review already uses the present version and is not affected.</numerusform><numerusform>%n reviews already use the present version and are not affected.</numerusform></translation>
    </message>
    <message>
        <source>这份表仅供查阅，签入后也不能用来评分。</source>
        <translation>This table is for reference only; signing it in does not make it scoreable.</translation>
    </message>
    <message>
        <source>导入 xlsx</source>
        <translation>Import xlsx</translation>
    </message>
    <message>
        <source>导出 xlsx</source>
        <translation>Export xlsx</translation>
    </message>
    <message>
        <source>签入批次</source>
        <translation>Sign into round</translation>
    </message>
    <message>
        <source>放弃草稿</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>放弃这份草稿？</source>
        <translation>Discard this draft?</translation>
    </message>
    <message>
        <source>草稿里的改动全部去掉，不能再撤销。</source>
        <translation>All changes of the draft go and cannot be undone.</translation>
    </message>
    <message>
        <source>批次里的评价表不变。</source>
        <translation>The checklist of the round stays as it is.</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>在批次中</source>
        <translation>In the round</translation>
    </message>
    <message>
        <source>满分 {base}</source>
        <translation>Out of {base}</translation>
    </message>
    <message>
        <source>不计总分</source>
        <translation>Not in total</translation>
    </message>
    <message>
        <source>仅供查阅，不能用来评分。{why}</source>
        <translation>For reference only, not for scoring. {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n 份评审在用</source>
        <translation><numerusform>used by %n review</numerusform><numerusform>used by %n reviews</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n 份用以前的版本</source>
        <translation><numerusform>%n uses an earlier version</numerusform><numerusform>%n use an earlier version</numerusform></translation>
    </message>
    <message>
        <source>{name} 签入：{reason}</source>
        <translation>signed in by {name}: {reason}</translation>
    </message>
    <message>
        <source>评价表 {title}.xlsx</source>
        <translation>Checklist {title}.xlsx</translation>
    </message>
    <message>
        <source>导出评价表</source>
        <translation>Export checklist</translation>
    </message>
    <message>
        <source>评价表已导出。</source>
        <translation>The checklist was exported.</translation>
    </message>
    <message>
        <source>已导入为草稿。</source>
        <translation>Imported as a draft.</translation>
    </message>
    <message>
        <source>已签入批次。</source>
        <translation>Signed into the round.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>回到工作台</source>
        <translation>Back to the desk</translation>
    </message>
    <message>
        <source>放弃没写完的，关闭工作台</source>
        <translation>Discard what is unfinished and close the desk</translation>
    </message>
    <message>
        <source>不放弃</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>放弃并关闭</source>
        <translation>Discard and close</translation>
    </message>
    <message>
        <source>关闭后，没写完的内容就没有了。</source>
        <translation>Once closed, what is unfinished is lost.</translation>
    </message>
    <message>
        <source>已锁定。没写完的内容还在，回来后接着写。</source>
        <translation>Locked. What was half written is still there when you come back.</translation>
    </message>
    <message>
        <source>一段时间没有操作，已自动锁定。没写完的内容还在，回来后接着写。</source>
        <translation>Locked after some time without use. What you had begun is still there.</translation>
    </message>
    <message>
        <source>回到工作台后，接着打开“{name}”。</source>
        <translation>"{name}" opens once you are back at the desk.</translation>
    </message>
    <message>
        <source>先输入口令。</source>
        <translation>Type the passphrase first.</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>口令不对。注意大小写和输入法，再输一次。</source>
        <translation>Wrong passphrase. Check capitals and the input method, then try again.</translation>
    </message>
    <message>
        <source>写到文件夹</source>
        <translation>Write to folder</translation>
    </message>
    <message>
        <source>写出批次文件</source>
        <translation>Write round file</translation>
    </message>
    <message>
        <source>以后再发</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>批准了的人都已来过文件，不用再发。要再发一份，在左边选人，点“再发批次文件”。</source>
        <translation>Everybody approved has sent a file already, so nothing is due. To hand one out again, choose the person on the left and press "Send round file again".</translation>
    </message>
    <message>
        <source>发放批次文件</source>
        <translation>Hand out round file</translation>
    </message>
    <message>
        <source>对方接收后即加入。每人一个文件，只有本人能打开。</source>
        <translation>They join once they receive it. One file each, which only that person can open.</translation>
    </message>
    <message>
        <source>发给谁</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>文件里有什么</source>
        <translation>What is in the file</translation>
    </message>
    <message>
        <source>U 盘插好后点“更改”可直接写到 U 盘。</source>
        <translation>With a stick plugged in, "Change" writes straight to it.</translation>
    </message>
    <message>
        <source>先选发给谁</source>
        <translation>Choose recipients first</translation>
    </message>
    <message numerus="yes">
        <source>写出 %n 份批次文件</source>
        <translation><numerusform>Write %n round file</numerusform><numerusform>Write %n round files</numerusform></translation>
    </message>
    <message>
        <source>先选发给谁，这里会列出内容。</source>
        <translation>Choose recipients first; then this lists what is in the file.</translation>
    </message>
    <message>
        <source>批次文件</source>
        <translation>Round file</translation>
    </message>
    <message>
        <source>给</source>
        <translation>to</translation>
    </message>
    <message>
        <source>把文件交给{names}。对方在“收件”里打开即加入。</source>
        <translation>Hand over to {names}. Opening the file in "Receive" joins the round.</translation>
    </message>
    <message>
        <source>已写到 {folder}</source>
        <translation>Written to {folder}</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message numerus="yes">
        <source>批次文件已写好，共 %n 份。</source>
        <translation><numerusform>%n round file is ready.</numerusform><numerusform>%n round files are ready.</numerusform></translation>
    </message>
    <message>
        <source>加入申请</source>
        <translation>Request to join</translation>
    </message>
    <message>
        <source>把加入申请写到</source>
        <translation>Where to write the request to join</translation>
    </message>
    <message>
        <source>写出加入申请</source>
        <translation>Write request to join</translation>
    </message>
    <message>
        <source>申请加入批次</source>
        <translation>Ask to join a round</translation>
    </message>
    <message>
        <source>先写出申请文件，交给组织单位；批准后对方发回批次文件，在“收件”里打开即加入。</source>
        <translation>First write the request and hand it to the organiser. After approval a round file comes back; open it in "Receive" to join.</translation>
    </message>
    <message>
        <source>申请的角色</source>
        <translation>Roles asked for</translation>
    </message>
    <message>
        <source>组织单位批准时可以改。</source>
        <translation>The organiser may change them when approving.</translation>
    </message>
    <message>
        <source>我的身份词</source>
        <translation>My words</translation>
    </message>
    <message>
        <source>组织单位来电话核对时，照着念这六个词。</source>
        <translation>Read out these six words when the organiser calls to check.</translation>
    </message>
    <message>
        <source>至少选一个角色</source>
        <translation>Choose at least one role</translation>
    </message>
    <message>
        <source>已写到 {path}。下一步：交给组织单位，等对方来电话。</source>
        <translation>Written to {path}. Next: hand it to the organiser and wait for the call.</translation>
    </message>
    <message>
        <source>加入申请已写好，交给组织单位即可。</source>
        <translation>The request to join is ready; hand it to the organiser.</translation>
    </message>
    <message>
        <source>加入申请 (*.gdx);;所有文件 (*)</source>
        <translation>Request to join (*.gdx);;All files (*)</translation>
    </message>
    <message>
        <source>把加入申请拖到这里</source>
        <translation>Drop the request to join here</translation>
    </message>
    <message>
        <source>文件由申请人写出，名字以 .gdx 结尾</source>
        <translation>Written by the applicant; its name ends in .gdx</translation>
    </message>
    <message>
        <source>打开后先看是谁，打电话核对身份词，再给角色。打开申请不会改动任何数据。</source>
        <translation>First see who it is, compare the words by phone, then give roles. Opening a request changes no data.</translation>
    </message>
    <message>
        <source>批准加入申请</source>
        <translation>Approve request to join</translation>
    </message>
    <message>
        <source>已打电话核对，六个词全部相同</source>
        <translation>Compared by phone; all six words match</translation>
    </message>
    <message>
        <source>批准</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>暂不批准</source>
        <translation>Do not approve yet</translation>
    </message>
    <message>
        <source>新参与方</source>
        <translation>New participant</translation>
    </message>
    <message>
        <source>替换原证书</source>
        <translation>Replace certificate</translation>
    </message>
    <message>
        <source>还没有可替换的参与方</source>
        <translation>There is no participant to replace yet</translation>
    </message>
    <message>
        <source>替换谁的证书</source>
        <translation>Whose certificate to replace</translation>
    </message>
    <message>
        <source>给予的角色</source>
        <translation>Roles given</translation>
    </message>
    <message>
        <source>没有写单位</source>
        <translation>No organisation given</translation>
    </message>
    <message>
        <source>一、打电话核对身份词</source>
        <translation>1. Compare the words by phone</translation>
    </message>
    <message>
        <source>请{name}念屏幕上的六个词。号码自己查，不用随文件来的。</source>
        <translation>Ask {name} to read out the six words on the screen. Look up the number yourself; do not use one that came with the file.</translation>
    </message>
    <message>
        <source>二、怎样加入</source>
        <translation>2. How they join</translation>
    </message>
    <message>
        <source>这份申请已经批准过：{name}已用这台机器加入。只在要换发证书时再批准。</source>
        <translation>This request was approved before: {name} has joined from the same computer. Approve it again only to reissue the certificate.</translation>
    </message>
    <message>
        <source>这台机器上的原证书已撤销。请用“替换原证书”给{name}换发。</source>
        <translation>The old certificate of that computer was taken back. Reissue it to {name} with "Replace certificate".</translation>
    </message>
    <message>
        <source>新证书沿用原来的角色：{roles}。原来的记录照旧算作本人的。</source>
        <translation>The new certificate keeps the roles: {roles}. Earlier records still count as theirs.</translation>
    </message>
    <message>
        <source>先打电话核对身份词，再勾选</source>
        <translation>Compare the words by phone first, then tick</translation>
    </message>
    <message>
        <source>至少给一个角色</source>
        <translation>Give at least one role</translation>
    </message>
    <message>
        <source>先看清哪些记录有效</source>
        <translation>First see which records count</translation>
    </message>
    <message>
        <source>批准并替换</source>
        <translation>Approve and replace</translation>
    </message>
    <message>
        <source>已批准{name}加入。下一步：发放批次文件。</source>
        <translation>{name} is approved. Next: hand out the round file.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>参与方</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>我的身份词：{words}</source>
        <translation>My words: {words}</translation>
    </message>
    <message>
        <source>在电话里念给对方听，用来确认是本人</source>
        <translation>Read them out on the phone to confirm that it is you</translation>
    </message>
    <message>
        <source>更改角色</source>
        <translation>Change roles</translation>
    </message>
    <message>
        <source>再发批次文件</source>
        <translation>Send round file again</translation>
    </message>
    <message>
        <source>撤销证书</source>
        <translation>Take back certificate</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>对方丢了数据时，再发一份完整的。换了机器或忘了口令，请对方在新机器上重新申请。</source>
        <translation>If they lost their data, send a complete file again. With a new computer or a forgotten passphrase, they ask to join anew from the new computer.</translation>
    </message>
    <message>
        <source>不再参与，或机器丢失</source>
        <translation>No longer takes part, or computer lost</translation>
    </message>
    <message>
        <source>先看清哪些记录不再计入，再确认。撤销后不能恢复。</source>
        <translation>See first which records stop counting, then confirm. This cannot be undone.</translation>
    </message>
    <message>
        <source>说明：{note}</source>
        <translation>Note: {note}</translation>
    </message>
    <message>
        <source>本人已换发新证书，原来的记录照旧算作本人的。</source>
        <translation>A new certificate was issued to them; earlier records still count as theirs.</translation>
    </message>
    <message>
        <source>接替本人的原证书。</source>
        <translation>Replaces their old certificate.</translation>
    </message>
    <message>
        <source>还没有收到过对方的来件。</source>
        <translation>No file has come from them yet.</translation>
    </message>
    <message>
        <source>证书已撤销，角色不再改动。</source>
        <translation>The certificate was taken back; its roles no longer change.</translation>
    </message>
    <message>
        <source>角色由组织单位批准和更改。</source>
        <translation>Roles are approved and changed by the organiser.</translation>
    </message>
    <message>
        <source>组织单位的角色在建立批次时定下，证书不能撤销。</source>
        <translation>The organiser's roles are fixed when the round is opened, and its certificate cannot be taken back.</translation>
    </message>
    <message>
        <source>{name}的角色已改为{roles}。</source>
        <translation>{name} now has the roles {roles}.</translation>
    </message>
    <message>
        <source>不撤销</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>撤销后，{name}再写的记录一律不计入，也不再发文件给他。撤销不能恢复，弄错了要换发新证书。</source>
        <translation>Once taken back, nothing that {name} writes later counts, and no more files are sent to them. This cannot be undone; a mistake needs a new certificate.</translation>
    </message>
    <message>
        <source>撤销{name}的证书</source>
        <translation>Take back the certificate of {name}</translation>
    </message>
    <message>
        <source>撤销{name}的证书？</source>
        <translation>Take back the certificate of {name}?</translation>
    </message>
    <message>
        <source>不能恢复。</source>
        <translation>This cannot be undone.</translation>
    </message>
    <message>
        <source>已撤销{name}的证书。下次发件时各方都会收到。</source>
        <translation>The certificate of {name} is taken back. The next exchange files tell everyone.</translation>
    </message>
    <message>
        <source>接收前会先备份本机的数据</source>
        <translation>This desk's data is backed up before receiving</translation>
    </message>
    <message>
        <source>收件前已备份</source>
        <translation>Backed up before receiving</translation>
    </message>
    <message>
        <source>收件前的备份仍是最新的</source>
        <translation>The backup from before receiving is still current</translation>
    </message>
    <message>
        <source>数据在服务器上，由服务器备份</source>
        <translation>The data is on the server, which backs it up</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>变化</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>来自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>时间与状态</source>
        <translation>Time and state</translation>
    </message>
    <message>
        <source>接收预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>没有新内容</source>
        <translation>Nothing new</translation>
    </message>
    <message>
        <source>文件里的记录本机都有。记为已收，以后发件时不再重复。</source>
        <translation>This desk has all records of the file. Mark it as received and they will not be sent to you again.</translation>
    </message>
    <message>
        <source>暂不接收</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>接收</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>接收前不会改动任何数据。接收后一次写入，中途断电则全部不写。</source>
        <translation>Nothing changes before you receive it. Everything is written at once; if the power fails, nothing is.</translation>
    </message>
    <message>
        <source>接收 {n} 条</source>
        <translation>Receive {n}</translation>
    </message>
    <message>
        <source>本机数据不会改动。</source>
        <translation>The data of this desk stays as it is.</translation>
    </message>
    <message>
        <source>记为已收</source>
        <translation>Mark as received</translation>
    </message>
    <message>
        <source>发件人</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>单位</source>
        <comment>of a person</comment>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>收件人</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>封装时间</source>
        <translation>Sealed at</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>检查结果</source>
        <translation>Result of the check</translation>
    </message>
    <message>
        <source>文件的校验值</source>
        <translation>Digest of the file</translation>
    </message>
    <message>
        <source>与交接单核对</source>
        <translation>Compare with the cover slip</translation>
    </message>
    <message>
        <source>发件人的身份词</source>
        <translation>Words of the sender</translation>
    </message>
    <message>
        <source>交换文件</source>
        <translation>Exchange file</translation>
    </message>
    <message>
        <source>附件 {n} 个，{size}</source>
        <translation>Attachments: {n}, {size}</translation>
    </message>
    <message>
        <source>本文件共 {n} 条记录</source>
        <translation>Records in this file: {n}</translation>
    </message>
    <message>
        <source>记录链有缺口，缺的已列出</source>
        <translation>There are gaps in the feeds; what is missing is listed</translation>
    </message>
    <message>
        <source>记录链连续</source>
        <translation>The feeds have no gaps</translation>
    </message>
    <message>
        <source>发件人的证书已撤销：撤销前的记录计入，之后的只存不计</source>
        <translation>The sender's certificate was taken back: earlier records count, later ones are only kept</translation>
    </message>
    <message>
        <source>由本批次的成员签名</source>
        <translation>Signed by a participant of this round</translation>
    </message>
    <message>
        <source>文件完整，未被改动</source>
        <translation>The file is whole and unchanged</translation>
    </message>
    <message>
        <source>能在本工作台打开</source>
        <translation>This desk can open it</translation>
    </message>
    <message>
        <source>发件人缺少自己写过的 {n} 条记录：可能恢复了旧备份。请先给其一份本机的文件，再让其续写</source>
        <translation>The sender lacks {n} records of his own and may have restored an old backup. Give him a file of this desk before he goes on</translation>
    </message>
    <message>
        <source>{author}的记录从第 {n} 条后分成两支，都保留、都计入，请在“隔离”中核对</source>
        <translation>The records of {author} split in two after record {n}; both branches are kept and count. Check them in "Quarantine"</translation>
    </message>
    <message>
        <source>这是本机写出的文件，交给收件人即可</source>
        <translation>This desk wrote this file; just give it to its readers</translation>
    </message>
    <message>
        <source>里面的记录本机都已收过，可能是旧文件</source>
        <translation>This desk has all records in it; it may be an old file</translation>
    </message>
    <message>
        <source>收件前已备份。</source>
        <translation> Backed up before receiving.</translation>
    </message>
    <message>
        <source>收件前的备份仍是最新的。</source>
        <translation> The backup from before receiving is still current.</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>把收到的文件拖到这里</source>
        <translation>Drop received files here</translation>
    </message>
    <message>
        <source>交换文件（.gdx，或其任一部分 .gdx.001）来自 U 盘、光盘或邮件。先检查、再预览。</source>
        <translation>Exchange files (.gdx, or any part such as .gdx.001) come by stick, disc or mail. They are checked first, then previewed.</translation>
    </message>
    <message>
        <source>选择收到的文件</source>
        <translation>Choose a received file</translation>
    </message>
    <message>
        <source>交换文件 (*.gdx *.gdx.*);;所有文件 (*)</source>
        <translation>Exchange file (*.gdx *.gdx.*);;All files (*)</translation>
    </message>
    <message>
        <source>已移除。发件人的文件不受影响。</source>
        <translation>Removed. The sender's file is not affected.</translation>
    </message>
    <message>
        <source>已记下{sender}的来件，没有新内容。</source>
        <translation>The file from {sender} is noted; it held nothing new.</translation>
    </message>
    <message>
        <source>已收下{sender}的来件，{n} 条存入隔离，还没有计入。</source>
        <translation>File from {sender} taken in; {n} records are in quarantine and do not count yet.</translation>
    </message>
    <message>
        <source>已接收{sender}的 {n} 条记录</source>
        <translation>Received {n} records from {sender}</translation>
    </message>
    <message>
        <source>、{files} 个附件（{size}）</source>
        <translation>, {files} attachments ({size})</translation>
    </message>
    <message>
        <source>，另有 {n} 条存入隔离</source>
        <translation>; {n} more are in quarantine</translation>
    </message>
    <message>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message>
        <source>加密，只有所选的人能打开</source>
        <translation>Encrypt, so that only the chosen people can open it</translation>
    </message>
    <message>
        <source>连同以前发过的一起发（对方换了机器或丢了数据）</source>
        <translation>Send everything again (they have a new computer or lost data)</translation>
    </message>
    <message>
        <source>写到</source>
        <translation>Write to</translation>
    </message>
    <message>
        <source>把文件写到</source>
        <translation>Where to write the file</translation>
    </message>
    <message>
        <source>附交接单（PDF），打印后与文件一起移交</source>
        <translation>Add a cover slip (PDF) to print and hand over with the file</translation>
    </message>
    <message>
        <source>不加密的文件，谁拿到都能看到里面的单位信息、评分和意见。只在收件人无法解密时使用，用后删除。</source>
        <translation>Whoever gets an unencrypted file can read the unit's data, the scores and the opinions in it. Use it only when the recipient cannot decrypt, and delete it afterwards.</translation>
    </message>
    <message>
        <source>我知道，仍要写成不加密的文件</source>
        <translation>I know, write it unencrypted all the same</translation>
    </message>
    <message>
        <source>写出文件</source>
        <translation>Write file</translation>
    </message>
    <message>
        <source>本批次还没有其他人。到“参与方”批准加入申请，或先接收批次文件。</source>
        <translation>Nobody else is in this round yet. Approve requests to join under "Participants", or receive a round file first.</translation>
    </message>
    <message>
        <source>{name}等 {n} 人</source>
        <translation>{name} and others ({n})</translation>
    </message>
    <message>
        <source>先在左边选收件人，这里会列出文件里有什么。</source>
        <translation>Choose recipients at the left; then this lists what is in the file.</translation>
    </message>
    <message>
        <source>写出文件不会改动任何数据。</source>
        <translation>Writing a file changes no data.</translation>
    </message>
    <message>
        <source>没有对方缺的记录</source>
        <translation>They lack no records</translation>
    </message>
    <message>
        <source>附件 {n} 个，共 {size}</source>
        <translation>Attachments: {n}, {size} in all</translation>
    </message>
    <message>
        <source>{n} 条只发编号，不发内容：{why}</source>
        <translation>{n} with number only, without content: {why}</translation>
    </message>
    <message>
        <source>只含对方上次来件之后缺的内容。</source>
        <translation>Only what they lacked since their last file.</translation>
    </message>
    <message>
        <source>按所选，连同以前发过的一起发。</source>
        <translation>As chosen, with everything sent before.</translation>
    </message>
    <message>
        <source>还没有收到过对方的来件，不知道对方有什么，所以从头发送。</source>
        <translation>No file has come from them yet, so what they have is not known: everything is sent.</translation>
    </message>
    <message>
        <source>等 {n} 人</source>
        <translation> and others ({n})</translation>
    </message>
    <message>
        <source>给{people}：记录 {n} 条，附件 {files} 个。</source>
        <translation>For {people}: records {n}, attachments {files}.</translation>
    </message>
    <message>
        <source>先写明每部分多少 MB</source>
        <translation>First say how many MB each part has</translation>
    </message>
    <message>
        <source>先确认写成不加密的文件</source>
        <translation>Confirm first that it is written unencrypted</translation>
    </message>
    <message>
        <source>先选收件人</source>
        <translation>Choose recipients first</translation>
    </message>
    <message>
        <source>文件已写好，交给收件人即可。</source>
        <translation>The file is ready; hand it to its recipients.</translation>
    </message>
    <message>
        <source>写入的人</source>
        <translation>Written by</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>没有冲突</source>
        <translation>No conflicts</translation>
    </message>
    <message>
        <source>两个人给同一处写了不同的值时，会在这里并排列出，由你选定。</source>
        <translation>When two people write different values in the same place, both are listed here side by side and you choose.</translation>
    </message>
    <message>
        <source>等待选定</source>
        <translation>To be settled</translation>
    </message>
    <message>
        <source>选定的值会作为新的一条记录写入，所有的值都保留可查。选定前暂用后写入的值。</source>
        <translation>The chosen value is recorded anew and all values are kept. Until then the later one is used.</translation>
    </message>
    <message>
        <source>内容较长，见申报的办理过程</source>
        <translation>Long content: see the history of the application</translation>
    </message>
    <message>
        <source>采用这个值</source>
        <translation>Use this value</translation>
    </message>
    <message>
        <source>采用{who}的值：{summary}</source>
        <translation>Use the value of {who}: {summary}</translation>
    </message>
    <message>
        <source>暂用</source>
        <translation>In use for now</translation>
    </message>
    <message>
        <source>已选定。下次发件时带给各方。</source>
        <translation>Settled. The next exchange files carry it to everyone.</translation>
    </message>
    <message>
        <source>为什么没有计入</source>
        <translation>Why it does not count</translation>
    </message>
    <message>
        <source>没有计入的记录</source>
        <translation>Records that do not count</translation>
    </message>
    <message>
        <source>写文件索取</source>
        <translation>Ask by file</translation>
    </message>
    <message>
        <source>没有隔离的记录</source>
        <translation>Nothing in quarantine</translation>
    </message>
    <message>
        <source>不合规则或缺前文的记录会存在这里，写明原因，条件具备后自动计入。</source>
        <translation>Records that break a rule or lack what comes before them are kept here with the reason, and count as soon as they can.</translation>
    </message>
    <message>
        <source>每次收件后自动重试，到齐即计入。</source>
        <translation>Tried again with every file received; counts when all is there.</translation>
    </message>
    <message>
        <source>缺失的要索取：本机发出的文件会写明缺什么，对方回的文件就带来。</source>
        <translation>Ask for what is missing: files from this desk say what it lacks, and the reply brings it.</translation>
    </message>
    <message>
        <source>已写明。两支记录都计入，下次发件时带给各方。</source>
        <translation>Recorded. Both branches count; the next exchange files carry it to everyone.</translation>
    </message>
    <message>
        <source>收件</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>发件</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>隔离</source>
        <translation>Quarantine</translation>
    </message>
    <message>
        <source>还没有加入批次</source>
        <translation>Not in a round yet</translation>
    </message>
    <message>
        <source>写在每个签名旁边</source>
        <translation>Written beside every signature</translation>
    </message>
    <message>
        <source>职务或职称</source>
        <translation>Post or title</translation>
    </message>
    <message>
        <source>选填，印在评审表上</source>
        <translation>Optional, printed on the score sheet</translation>
    </message>
    <message>
        <source>选填，写全称，与公章一致</source>
        <translation>Optional; the full name as on the seal</translation>
    </message>
    <message>
        <source>8 位以上，只存本机，忘记后无法找回</source>
        <translation>At least 8 characters; kept on this computer only and cannot be recovered</translation>
    </message>
    <message>
        <source>再次输入口令</source>
        <translation>Passphrase again</translation>
    </message>
    <message>
        <source>与左边相同</source>
        <translation>The same as at the left</translation>
    </message>
    <message>
        <source>更改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>更改数据位置</source>
        <translation>Change where the data is kept</translation>
    </message>
    <message>
        <source>数据位置</source>
        <translation>Where the data is kept</translation>
    </message>
    <message>
        <source>建立工作台</source>
        <translation>Set up desk</translation>
    </message>
    <message>
        <source>先看示例</source>
        <translation>See the sample first</translation>
    </message>
    <message>
        <source>已有备份，从备份恢复</source>
        <translation>I have a backup</translation>
    </message>
    <message>
        <source>换了电脑，或原来的工作台坏了：从 U 盘、共享文件夹里的备份恢复</source>
        <translation>A new computer or a broken desk: restore from a stick or a share</translation>
    </message>
    <message>
        <source>建立你的工作台</source>
        <translation>Set up your desk</translation>
    </message>
    <message>
        <source>签名和记录都用这个身份。以后加入批次时，由组织单位核对。</source>
        <translation>Signatures and records bear this identity. The organiser checks it when you join a round.</translation>
    </message>
    <message>
        <source>跟随电脑</source>
        <translation>As the computer</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>正在建立…</source>
        <translation>Setting up…</translation>
    </message>
    <message>
        <source>姓名会写在每个签名旁边，要填写。</source>
        <translation>Your name is written beside every signature; fill it in.</translation>
    </message>
    <message>
        <source>口令要 8 位以上，中文也可以。</source>
        <translation>The passphrase needs at least 8 characters; Chinese is fine.</translation>
    </message>
    <message>
        <source>两次口令不一致，请重新输入。</source>
        <translation>The two passphrases differ; type them again.</translation>
    </message>
    <message>
        <source>选择数据位置</source>
        <translation>Choose where the data is kept</translation>
    </message>
    <message>
        <source>这个文件夹不能写入，请更改。</source>
        <translation>This folder cannot be written to; choose another one.</translation>
    </message>
    <message>
        <source>不要放在 U 盘或共享盘上。</source>
        <translation>Not on a stick or a shared drive.</translation>
    </message>
    <message>
        <source>剩余 {free} GB，够用。不要放在 U 盘或共享盘上。</source>
        <translation>{free} GB free, enough. Not on a stick or a shared drive.</translation>
    </message>
    <message>
        <source>只剩 {free} GB，建议换一个位置。不要放在 U 盘或共享盘上。</source>
        <translation>Only {free} GB free; better choose another place, but not a stick or a shared drive.</translation>
    </message>
    <message>
        <source>查找单位、信用代码</source>
        <translation>Find a unit or credit code</translation>
    </message>
    <message>
        <source>新建或加入批次</source>
        <translation>New round or join one</translation>
    </message>
    <message>
        <source>yyyy 年 M 月 d 日，dddd</source>
        <translation>dddd, d MMMM yyyy</translation>
    </message>
    <message>
        <source>待我处理</source>
        <translation>Waiting for me</translation>
    </message>
    <message>
        <source>现在没有要处理的事</source>
        <translation>Nothing to do right now</translation>
    </message>
    <message>
        <source>新的材料和记录到达后，会列在这里。</source>
        <translation>New packages and records are listed here when they arrive.</translation>
    </message>
    <message>
        <source>把文件拖到这里</source>
        <translation>Drop files here</translation>
    </message>
    <message>
        <source>材料包、交换文件、政策和更新文件均可</source>
        <translation>Packages, exchange files, policies and updates</translation>
    </message>
    <message>
        <source>最近到达</source>
        <translation>Latest arrivals</translation>
    </message>
    <message>
        <source>还没有收到材料</source>
        <translation>Nothing has arrived yet</translation>
    </message>
    <message>
        <source>把收到的文件拖到上面的框里。</source>
        <translation>Drop received files into the box above.</translation>
    </message>
    <message>
        <source>共 {count} 件</source>
        <translation>{count} in all</translation>
    </message>
    <message>
        <source>等待批准</source>
        <translation>waiting for approval</translation>
    </message>
    <message>
        <source>我的角色：{roles}</source>
        <translation>My roles: {roles}</translation>
    </message>
    <message>
        <source>本批次 {count} 条记录，其中 {waiting} 条等待前序</source>
        <translation>Records in this round: {count}; {waiting} wait for earlier ones</translation>
    </message>
    <message>
        <source>本批次 {count} 条记录全部计入</source>
        <translation>Records in this round: {count}, all counted</translation>
    </message>
    <message>
        <source>返回部门意见</source>
        <translation>Back to opinions</translation>
    </message>
    <message>
        <source>部门填好的回函表（xlsx），或同一张表的更正</source>
        <translation>The reply sheet filled in by the department (xlsx), or a correction of it</translation>
    </message>
    <message>
        <source>导入回函</source>
        <translation>Import reply</translation>
    </message>
    <message>
        <source>先预览会记录什么，接收前不会改动任何数据。</source>
        <translation>A preview first shows what will be recorded; nothing changes until you receive it.</translation>
    </message>
    <message>
        <source>把回函表拖到这里</source>
        <translation>Drop the reply form here</translation>
    </message>
    <message>
        <source>选择回函表</source>
        <translation>Choose reply sheet</translation>
    </message>
    <message>
        <source>回函表 (*.xlsx);;所有文件 (*)</source>
        <translation>Reply form (*.xlsx);;All files (*)</translation>
    </message>
    <message numerus="yes">
        <source>接收 %n 条</source>
        <translation><numerusform>Receive %n line</numerusform><numerusform>Receive %n lines</numerusform></translation>
    </message>
    <message>
        <source>{name}的回函已接收，</source>
        <translation>Reply of {name} received. </translation>
    </message>
    <message numerus="yes">
        <source>记录 %n 条意见。</source>
        <translation><numerusform>%n opinion recorded.</numerusform><numerusform>%n opinions recorded.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>有 %n 处填写有误，一条也不会记录。把下面的单元格告诉来函部门。</source>
        <translation><numerusform>%n entry is wrong, so nothing is recorded. Tell the department the cell below.</numerusform><numerusform>%n entries are wrong, so nothing is recorded. Tell the department the cells below.</numerusform></translation>
    </message>
    <message>
        <source>这份回函已经记录过，没有新内容。</source>
        <translation>This reply was recorded before; it holds nothing new.</translation>
    </message>
    <message>
        <source>没有新填的意见；留空不视为同意。</source>
        <translation>No new opinions are filled in; an empty field does not mean agreement.</translation>
    </message>
    <message>
        <source>要征求意见的申报</source>
        <translation>Applications to consult on</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>全不选</source>
        <translation>Select none</translation>
    </message>
    <message>
        <source>部门</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>发函单位</source>
        <translation>Sending office</translation>
    </message>
    <message>
        <source>文号</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>可以先不填</source>
        <translation>May be left empty for now</translation>
    </message>
    <message>
        <source>发函日期</source>
        <translation>Date of letter</translation>
    </message>
    <message>
        <source>核查截止日</source>
        <translation>Checked up to</translation>
    </message>
    <message>
        <source>不填即发函日期</source>
        <translation>If empty, the date of the letter</translation>
    </message>
    <message>
        <source>回复期限</source>
        <translation>Reply by</translation>
    </message>
    <message>
        <source>联系人和电话</source>
        <translation>Contact and telephone</translation>
    </message>
    <message>
        <source>姓名，电话</source>
        <translation>Name, telephone</translation>
    </message>
    <message>
        <source>回复期限由发函单位确定。</source>
        <translation>The sending office sets the time for replies.</translation>
    </message>
    <message>
        <source>出具函件</source>
        <translation>Issue letters</translation>
    </message>
    <message>
        <source>发函征求意见</source>
        <translation>Ask for opinions</translation>
    </message>
    <message>
        <source>已发函件</source>
        <translation>Letters sent</translation>
    </message>
    <message>
        <source>已选 {n} 家，共 {all} 家</source>
        <translation>Selected {n} of {all}</translation>
    </message>
    <message>
        <source>还没有申报，先在“申报”中登记。</source>
        <translation>No applications yet; register them in "Applications" first.</translation>
    </message>
    <message>
        <source>已选</source>
        <translation>Selected</translation>
    </message>
    <message>
        <source>未选</source>
        <translation>Not selected</translation>
    </message>
    <message>
        <source>写成 2026-04-17 或 4 月 17 日。</source>
        <translation>Write 2026-04-17 or 4 月 17 日.</translation>
    </message>
    <message>
        <source>至少选一个部门。</source>
        <translation>Choose at least one department.</translation>
    </message>
    <message>
        <source>至少选一份申报。</source>
        <translation>Choose at least one application.</translation>
    </message>
    <message>
        <source>写发函单位的全称，与公章一致。</source>
        <translation>The full name of the sending office, as on the official seal.</translation>
    </message>
    <message>
        <source>回复期限早于发函日期。</source>
        <translation>Replies are due before the date of the letter.</translation>
    </message>
    <message numerus="yes">
        <source>已出具 %n 个文件，可另存后发出。</source>
        <translation><numerusform>%n file issued; save it elsewhere and send it.</numerusform><numerusform>%n files issued; save them elsewhere and send them.</numerusform></translation>
    </message>
    <message>
        <source>政策没有规定征求部门意见，可按工作需要发函。</source>
        <translation>The policy does not require opinions of departments; letters may be sent as needed.</translation>
    </message>
    <message>
        <source>专家评审之后征求</source>
        <translation>Consulted after the expert review</translation>
    </message>
    <message>
        <source>推荐之前征求</source>
        <translation>Asked before recommendation</translation>
    </message>
    <message numerus="yes">
        <source>%n 个工作日内回复</source>
        <translation><numerusform>Reply within %n working day</numerusform><numerusform>Reply within %n working days</numerusform></translation>
    </message>
    <message>
        <source>回复期限未作规定</source>
        <translation>Time for replies not set</translation>
    </message>
    <message>
        <source>{region} · 还没有到征求意见的环节</source>
        <translation>{region} · not yet at the stage of consulting</translation>
    </message>
    <message>
        <source>{region} · 还没有征求</source>
        <translation>{region} · not asked yet</translation>
    </message>
    <message>
        <source>{region} · 已征求 {n} 个部门</source>
        <translation>{region} · departments consulted: {n}</translation>
    </message>
    <message>
        <source>填报单位</source>
        <translation>Reporting office</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>生成汇总表</source>
        <translation>Make summary</translation>
    </message>
    <message>
        <source>意见汇总表</source>
        <translation>Table of opinions</translation>
    </message>
    <message>
        <source>{n} 家单位，已回复 {replied} 份，共 {all} 份</source>
        <translation>Units: {n}; replied: {replied} of {all}</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 份未回复，表中如实写明，不视为同意。</source>
        <translation><numerusform>%n reply is still out; the table says so and does not take it as agreement.</numerusform><numerusform>%n replies are still out; the table says so and does not take them as agreement.</numerusform></translation>
    </message>
    <message>
        <source>还没有申报，登记申报后再生成。</source>
        <translation>No applications yet; register some first, then make it.</translation>
    </message>
    <message>
        <source>最近一次的文件</source>
        <translation>Latest file</translation>
    </message>
    <message>
        <source>还没有生成过。</source>
        <translation>Not made yet.</translation>
    </message>
    <message>
        <source>写全称，与公章一致。</source>
        <translation>The full name, as on the official seal.</translation>
    </message>
    <message>
        <source>意见汇总表已生成。</source>
        <translation>The summary of opinions is made.</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>未发函</source>
        <translation>No letter sent</translation>
    </message>
    <message>
        <source>待回复</source>
        <translation>Awaiting reply</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>有不同意见</source>
        <translation>Opinions differ</translation>
    </message>
    <message>
        <source>为选中的单位一次记录几个部门的同意</source>
        <translation>Record the agreement of several departments for the chosen unit at once</translation>
    </message>
    <message>
        <source>名称、拼音、信用代码</source>
        <translation>Name, pinyin or credit code</translation>
    </message>
    <message>
        <source>部门意见矩阵</source>
        <translation>Matrix of opinions</translation>
    </message>
    <message>
        <source>份已回复，共 {n} 份</source>
        <translation>replied, of {n}</translation>
    </message>
    <message>
        <source>份未复</source>
        <translation>not replied</translation>
    </message>
    <message>
        <source>份逾期</source>
        <translation>late</translation>
    </message>
    <message>
        <source>份有条件</source>
        <translation>with conditions</translation>
    </message>
    <message>
        <source>份不同意</source>
        <translation>object</translation>
    </message>
    <message numerus="yes">
        <source>已记录 %n 个部门同意。</source>
        <translation><numerusform>Recorded the agreement of %n department.</numerusform><numerusform>Recorded the agreement of %n departments.</numerusform></translation>
    </message>
    <message>
        <source>没有符合条件的单位</source>
        <translation>No unit matches</translation>
    </message>
    <message>
        <source>换一个条件，或清除筛选后再看。</source>
        <translation>Use another condition or clear the filter.</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>还没有申报</source>
        <translation>No applications yet</translation>
    </message>
    <message>
        <source>登记申报后，每个部门的意见在这里逐份记录。</source>
        <translation>After applications are registered, the opinion of every department is recorded here.</translation>
    </message>
    <message>
        <source>打开申报</source>
        <translation>Open Applications</translation>
    </message>
    <message>
        <source>专家组意见</source>
        <translation>Panel conclusion</translation>
    </message>
    <message>
        <source>各位专家</source>
        <translation>Experts</translation>
    </message>
    <message>
        <source>返回各位专家的评分</source>
        <translation>Back to the experts' scores</translation>
    </message>
    <message>
        <source>结论之后评审有变。已签署的意见按原来的评审作出，需要重新起草并签署。</source>
        <translation>Reviews changed after the conclusion. The signed conclusion rests on the earlier reviews; draft and sign a new one.</translation>
    </message>
    <message>
        <source>评审未到：{names}。全部到齐才能作结论。</source>
        <translation>Reviews not in: {names}. A conclusion needs all of them.</translation>
    </message>
    <message>
        <source>各位专家用了不同的评价表，分数不能放在一起。退回其中一方，统一后再提交。</source>
        <translation>The experts used different checklists, so their points cannot be compared. Return one side and submit again on one checklist.</translation>
    </message>
    <message>
        <source>有专家认为必备项不符合，推荐前先在分歧里说明。</source>
        <translation>An expert finds that a required item does not conform; explain it under the divergences before recommending.</translation>
    </message>
    <message>
        <source>评审已到齐。由组长或秘书作结论。</source>
        <translation>All reviews are in. The panel leader or the secretary concludes.</translation>
    </message>
    <message>
        <source>分歧 {n} 处，逐处说明</source>
        <translation>Divergences: {n}, explain each</translation>
    </message>
    <message>
        <source>结论 {word}</source>
        <translation>Concluded: {word}</translation>
    </message>
    <message>
        <source>签署专家组意见</source>
        <translation>Sign panel conclusion</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>写入签署的文件，必填。</source>
        <translation>Written into the signed document; required.</translation>
    </message>
    <message>
        <source>还没有选结论。</source>
        <translation>No conclusion chosen yet.</translation>
    </message>
    <message>
        <source>专家组意见还没有写。</source>
        <translation>The panel's opinion is not written yet.</translation>
    </message>
    <message>
        <source>{unit}：{word}，{points} 分。</source>
        <translation>{unit}: {word}, {points} points.</translation>
    </message>
    <message>
        <source>签署后写入记录并生成 PDF，随交换文件带给各方。以后只能另作结论，不能抹去。</source>
        <translation>Signing records it and makes a PDF that goes to everyone with the exchange files. It cannot be erased, only replaced by a new conclusion.</translation>
    </message>
    <message>
        <source>签署</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>再看看</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>专家组意见已签署。</source>
        <translation>The panel conclusion is signed.</translation>
    </message>
    <message>
        <source>签署的文件</source>
        <translation>Signed document</translation>
    </message>
    <message>
        <source>{name}，{time}</source>
        <translation>{name}, {time}</translation>
    </message>
    <message>
        <source>会签</source>
        <translation>Countersign</translation>
    </message>
    <message>
        <source>会签专家组意见</source>
        <translation>Countersign the panel conclusion</translation>
    </message>
    <message>
        <source>重新作结论</source>
        <translation>Conclude again</translation>
    </message>
    <message>
        <source>在已签署的 PDF 上加上你的签名，原有的签名不变。</source>
        <translation>Adds your signature to the signed PDF; the signatures in it stay as they are.</translation>
    </message>
    <message>
        <source>已会签。</source>
        <translation>Countersigned.</translation>
    </message>
    <message>
        <source>草稿保存于 {time}，只在本机</source>
        <translation>Draft kept at {time}, on this desk only</translation>
    </message>
    <message>
        <source>写下即存为草稿，只在本机</source>
        <translation>Kept as a draft as you write, on this desk only</translation>
    </message>
    <message>
        <source>退回原因</source>
        <translation>Reason for returning</translation>
    </message>
    <message>
        <source>写清哪一项、要补什么，专家打开评审时会看到。</source>
        <translation>Say which item and what to add; the expert sees it when opening the review.</translation>
    </message>
    <message>
        <source>不退回</source>
        <translation>Do not return</translation>
    </message>
    <message>
        <source>退回评审</source>
        <translation>Return review</translation>
    </message>
    <message>
        <source>退回后，这份评审不再计入；专家修改并重新提交后再计。原来的评审保留可查。</source>
        <translation>A returned review no longer counts; it counts again after the expert changes and submits it. The earlier review stays on record.</translation>
    </message>
    <message>
        <source>退回{name}的评审</source>
        <translation>Return the review of {name}</translation>
    </message>
    <message>
        <source>还没有写原因。写清哪一项、要补什么。</source>
        <translation>The reason is not written yet. Say which item and what to add.</translation>
    </message>
    <message>
        <source>已退回{name}的评审。发件后对方收到。</source>
        <translation>The review of {name} is returned. They get it with the next exchange file.</translation>
    </message>
    <message>
        <source>生成推荐汇总表</source>
        <translation>Make recommendation summary</translation>
    </message>
    <message>
        <source>年-月-日，例如 2026-05-20。</source>
        <translation>Year-month-day, for example 2026-05-20.</translation>
    </message>
    <message>
        <source>将列入 {n} 家：已有专家组意见，结论为{words}。</source>
        <translation>Units listed: {n}, with a panel conclusion of {words}.</translation>
    </message>
    <message>
        <source>或</source>
        <translation> or </translation>
    </message>
    <message>
        <source>结论之后评审有变的，先重新作结论：{units}。</source>
        <translation>Reviews changed after the conclusion; conclude these again first: {units}.</translation>
    </message>
    <message>
        <source>还没有推荐的申报。先逐家签署专家组意见。</source>
        <translation>No application is recommended yet. Sign the panel conclusions first.</translation>
    </message>
    <message>
        <source>日期写成 年-月-日，例如 2026-05-20。</source>
        <translation>Write the date as year-month-day, for example 2026-05-20.</translation>
    </message>
    <message>
        <source>填报单位还没有写。</source>
        <translation>The reporting office is not filled in.</translation>
    </message>
    <message>
        <source>推荐汇总表已生成。</source>
        <translation>The recommendation summary is made.</translation>
    </message>
    <message>
        <source>导出签署文件</source>
        <translation>Export signed documents</translation>
    </message>
    <message>
        <source>起草专家组意见</source>
        <translation>Draft panel conclusion</translation>
    </message>
    <message>
        <source>停止后已写出的文件保留</source>
        <translation>Files already written are kept when you stop</translation>
    </message>
    <message>
        <source>还没有分派专家的申报</source>
        <translation>No applications with experts yet</translation>
    </message>
    <message>
        <source>在“申报”里为一家申报分派专家，评审随交换文件到达后在这里汇总。</source>
        <translation>Assign experts in "Applications"; their reviews come with exchange files and are brought together here.</translation>
    </message>
    <message>
        <source>排名</source>
        <translation>Ranking</translation>
    </message>
    <message>
        <source>低于得分</source>
        <translation>Below the score</translation>
    </message>
    <message>
        <source>高于得分</source>
        <translation>Above the score</translation>
    </message>
    <message>
        <source>分歧</source>
        <translation>Divergences</translation>
    </message>
    <message>
        <source>写说明</source>
        <translation>Explain</translation>
    </message>
    <message>
        <source>蓝色低于得分，橙色高于得分</source>
        <translation>Blue is below the score, orange above it</translation>
    </message>
    <message>
        <source>还没有签署的文件</source>
        <translation>No signed documents yet</translation>
    </message>
    <message>
        <source>各位专家的评分</source>
        <translation>Scores by expert</translation>
    </message>
    <message>
        <source>各位专家没有超出方案界限的分歧。</source>
        <translation>No divergence between the experts exceeds the limit of the policy.</translation>
    </message>
    <message>
        <source>评审到齐后，这里列出超出方案界限的分歧。</source>
        <translation>When all reviews are in, divergences beyond the policy's limits stand here.</translation>
    </message>
    <message>
        <source>查看专家组意见</source>
        <translation>Show panel conclusion</translation>
    </message>
    <message>
        <source>评审开封后再起草</source>
        <translation>Draft once the reviews are opened</translation>
    </message>
    <message>
        <source>把签署的文件写到哪个文件夹</source>
        <translation>Folder for the signed documents</translation>
    </message>
    <message>
        <source>已写出 {n} 份签署的文件到 {folder}。</source>
        <translation>Signed documents written: {n}, to {folder}.</translation>
    </message>
    <message>
        <source>{n} 份还没有随交换文件到达。</source>
        <translation>Not arrived yet by exchange file: {n}.</translation>
    </message>
    <message>
        <source>当量值</source>
        <translation>Equivalent value</translation>
    </message>
    <message>
        <source>等价值</source>
        <translation>Equal value</translation>
    </message>
    <message>
        <source>添加能源</source>
        <translation>Add energy</translation>
    </message>
    <message>
        <source>供电煤耗</source>
        <translation>Coal use for power supply</translation>
    </message>
    <message>
        <source>煤耗来源</source>
        <translation>Coal use from</translation>
    </message>
    <message>
        <source>电力折算</source>
        <translation>Electricity conversion</translation>
    </message>
    <message>
        <source>能源消耗</source>
        <translation>Energy use</translation>
    </message>
    <message>
        <source>还没有能源</source>
        <translation>No energy yet</translation>
    </message>
    <message>
        <source>逐项添加能源，填购入、库存和外供，综合能耗随填随算。</source>
        <translation>Add each kind of energy and fill in purchases, stock and supply to others; comprehensive energy use is worked out as you type.</translation>
    </message>
    <message>
        <source>添加第一项能源</source>
        <translation>Add the first energy</translation>
    </message>
    <message>
        <source>产品产量</source>
        <translation>Product output</translation>
    </message>
    <message>
        <source>如 5 万件</source>
        <translation>For example 50000 piece</translation>
    </message>
    <message>
        <source>产值</source>
        <translation>Output value</translation>
    </message>
    <message>
        <source>增加值</source>
        <translation>Value added</translation>
    </message>
    <message>
        <source>综合能耗</source>
        <translation>Comprehensive energy use</translation>
    </message>
    <message>
        <source>单位产品综合能耗</source>
        <translation>Energy use per unit of product</translation>
    </message>
    <message>
        <source>如 1.2 tce/t</source>
        <translation>e.g. 1.2 tce/t</translation>
    </message>
    <message>
        <source>单位产值综合能耗</source>
        <translation>Energy use per unit of output value</translation>
    </message>
    <message>
        <source>单位增加值综合能耗</source>
        <translation>Comprehensive energy use per unit of value added</translation>
    </message>
    <message>
        <source>产量与产值</source>
        <translation>Output and output value</translation>
    </message>
    <message>
        <source>申报值</source>
        <translation>Declared value</translation>
    </message>
    <message>
        <source>折标准煤系数</source>
        <translation>Standard coal coefficient</translation>
    </message>
    <message>
        <source>核算过程</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>添加能源后在这里看结果和过程。</source>
        <translation>Add energy to see the result and how it is worked out.</translation>
    </message>
    <message>
        <source>申报 {claimed}，核算 {computed}，相差 {difference}</source>
        <translation>Declared {claimed}, calculated {computed}, difference {difference}</translation>
    </message>
    <message>
        <source>参考值 {value}，理由：{reason}</source>
        <translation>Reference {value}, reason: {reason}</translation>
    </message>
    <message>
        <source>自报</source>
        <translation>Self-declared</translation>
    </message>
    <message>
        <source>先改正左边标出的一处，再看结果。</source>
        <translation>Correct the place marked at the left first, then see the result.</translation>
    </message>
    <message>
        <source>能源</source>
        <translation>Energy</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>移除这项能源</source>
        <translation>Remove this energy</translation>
    </message>
    <message>
        <source>自报系数或发热量</source>
        <translation>Own coefficient or heating value</translation>
    </message>
    <message>
        <source>理由和来源</source>
        <translation>Reason and source</translation>
    </message>
    <message>
        <source>没有单一参考系数，须填实测值并写明来源。</source>
        <translation>There is no single reference coefficient; fill in a measured value and its source.</translation>
    </message>
    <message>
        <source>参考系数 {value}</source>
        <translation>Reference factor {value}</translation>
    </message>
    <message>
        <source>低位发热量 {value}</source>
        <translation>Net heating value {value}</translation>
    </message>
    <message>
        <source>标准版本</source>
        <translation>Standard edition</translation>
    </message>
    <message>
        <source>条款</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>公式条款</source>
        <translation>Formula clause</translation>
    </message>
    <message>
        <source>{formula}（{unit}）</source>
        <translation>{formula} ({unit})</translation>
    </message>
    <message>
        <source>写数量和单位，如 5 万件</source>
        <translation>Amount and unit, for example 50000 piece</translation>
    </message>
    <message>
        <source>多项用分号分开</source>
        <translation>Separate several values with semicolons</translation>
    </message>
    <message>
        <source>填好各项后显示结果和过程。</source>
        <translation>Fill in the items to see the result and the working.</translation>
    </message>
    <message>
        <source>能源平衡</source>
        <translation>Energy balance</translation>
    </message>
    <message>
        <source>公式</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>导出核算过程</source>
        <translation>Export calculation</translation>
    </message>
    <message>
        <source>登记申报后，在这里核算能耗和各项指标。</source>
        <translation>After an application is registered, its energy use and indicators are calculated here.</translation>
    </message>
    <message>
        <source>草稿只在这台电脑，随填随存</source>
        <translation>The draft is on this computer only and is saved as you type</translation>
    </message>
    <message>
        <source>核算过程 {unit}.xlsx</source>
        <translation>Working {unit}.xlsx</translation>
    </message>
    <message>
        <source>核算过程已导出。</source>
        <translation>The calculation is exported.</translation>
    </message>
    <message>
        <source>需核对原标准</source>
        <translation>Check against the standard</translation>
    </message>
    <message>
        <source>{state}：{source}</source>
        <translation>{state}: {source}</translation>
    </message>
    <message>
        <source>公布的申报</source>
        <translation>Applications to publish</translation>
    </message>
    <message>
        <source>还不能公布</source>
        <translation>Cannot be published yet</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>公布单位</source>
        <translation>Published by</translation>
    </message>
    <message>
        <source>正文</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>已公布的名单</source>
        <translation>Published lists</translation>
    </message>
    <message>
        <source>还没有公布名单</source>
        <translation>No list published yet</translation>
    </message>
    <message>
        <source>公示期满、异议处理完的申报在右边列出，写好公告后一次公布。</source>
        <translation>Applications whose public display is over and whose objections are settled are listed on the right; write the announcement and publish them together.</translation>
    </message>
    <message>
        <source>公布新名单</source>
        <translation>Publish a new list</translation>
    </message>
    <message>
        <source>名单由秘书、组织单位或名单管理公布。</source>
        <translation>The list is published by the secretary, the organiser or the list keeper.</translation>
    </message>
    <message>
        <source>家数</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>关于公布{round}名单的公告</source>
        <translation>Announcement of the list of {round}</translation>
    </message>
    <message>
        <source>没有可以公布的申报。申报到达“{stage}”、公示期满、异议处理完后列在这里。</source>
        <translation>No application can be published. Applications are listed here once they reach "{stage}", the public display is over and objections are handled.</translation>
    </message>
    <message>
        <source>没有可以公布的申报。</source>
        <translation>No applications to publish.</translation>
    </message>
    <message>
        <source>至少勾选一份申报。</source>
        <translation>Tick at least one application.</translation>
    </message>
    <message>
        <source>名单已公布。</source>
        <translation>The list is published.</translation>
    </message>
    <message>
        <source>{unit}：{why}</source>
        <translation>{unit}: {why}</translation>
    </message>
    <message>
        <source>公示的申报</source>
        <translation>Applications on display</translation>
    </message>
    <message>
        <source>公示日期</source>
        <translation>Display date</translation>
    </message>
    <message>
        <source>公示期</source>
        <translation>Display period</translation>
    </message>
    <message>
        <source>公示单位</source>
        <translation>Displaying office</translation>
    </message>
    <message>
        <source>通讯地址</source>
        <translation>Postal address</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>电子邮箱</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>开始公示</source>
        <translation>Start public display</translation>
    </message>
    <message>
        <source>还没有公示</source>
        <translation>No public display yet</translation>
    </message>
    <message>
        <source>到达公示阶段的申报在右边列出，填好公示日期和异议渠道后开始公示。</source>
        <translation>Applications that reach the public display stage are listed at the right; fill in the date and the ways to object, then start the display.</translation>
    </message>
    <message>
        <source>新的公示</source>
        <translation>New public display</translation>
    </message>
    <message>
        <source>公示由秘书、组织单位或名单管理办理。</source>
        <translation>Public display is handled by the secretary, the organiser or the list keeper.</translation>
    </message>
    <message>
        <source>公示至</source>
        <translation>On display until</translation>
    </message>
    <message>
        <source>异议</source>
        <translation>Objections</translation>
    </message>
    <message>
        <source>没有到达“{stage}”的申报。在“排序与名额”选定并记录排序后，批量进入下一步。</source>
        <translation>No application has reached "{stage}". Choose and record the ranking in "Ranking and quota", then advance them together.</translation>
    </message>
    <message>
        <source>本批次的政策方案没有公示阶段。</source>
        <translation>The policy of this round has no public display stage.</translation>
    </message>
    <message>
        <source>关于{round}拟推荐名单的公示</source>
        <translation>Public display of the proposed list of {round}</translation>
    </message>
    <message>
        <source>至少写一种提出异议的渠道。</source>
        <translation>Give at least one way to object.</translation>
    </message>
    <message>
        <source>公示已记录，公示文件已生成。</source>
        <translation>The public display is recorded and its paper is made.</translation>
    </message>
    <message>
        <source>公示期涉及放假安排尚未公布的年份，暂按周末推算。</source>
        <translation>The display runs into a year whose holidays are not announced yet; for now only weekends are counted off.</translation>
    </message>
    <message>
        <source>登记异议</source>
        <translation>Record objection</translation>
    </message>
    <message numerus="yes">
        <source>异议 %n 条</source>
        <translation><numerusform>%n objection</numerusform><numerusform>%n objections</numerusform></translation>
    </message>
    <message>
        <source>没有异议</source>
        <translation>No objections</translation>
    </message>
    <message>
        <source>{n} 条待处理</source>
        <translation>{n} open</translation>
    </message>
    <message>
        <source>暂按周末推算</source>
        <translation>By weekends for now</translation>
    </message>
    <message>
        <source>政策方案没有列出随文材料。</source>
        <translation>The policy lists no enclosures.</translation>
    </message>
    <message>
        <source>还没有申报。先在“申报”里登记。</source>
        <translation>No applications yet. Register them in "Applications" first.</translation>
    </message>
    <message>
        <source>主送单位</source>
        <translation>Addressed to</translation>
    </message>
    <message>
        <source>报送单位</source>
        <translation>Submitted by</translation>
    </message>
    <message>
        <source>随文材料</source>
        <translation>Enclosures</translation>
    </message>
    <message>
        <source>报送的申报</source>
        <translation>Applications submitted</translation>
    </message>
    <message>
        <source>生成报送函</source>
        <translation>Make submission letter</translation>
    </message>
    <message>
        <source>报送函</source>
        <translation>Submission letter</translation>
    </message>
    <message>
        <source>还没有报送函</source>
        <translation>No submission letters yet</translation>
    </message>
    <message>
        <source>在右边写好报送函并勾选申报，生成后文件列在这里。</source>
        <translation>Write the letter on the right and tick the applications; the files made are listed here.</translation>
    </message>
    <message>
        <source>起草报送函</source>
        <translation>Draft submission letter</translation>
    </message>
    <message>
        <source>报送函由工信部门、秘书或组织单位办理。</source>
        <translation>The submission letter is made by the industry office, the secretary or the organiser.</translation>
    </message>
    <message>
        <source>主送</source>
        <translation>To</translation>
    </message>
    <message>
        <source>关于报送{round}推荐材料的函</source>
        <translation>Letter submitting the recommendations of {round}</translation>
    </message>
    <message>
        <source>{unit} · {stage}</source>
        <translation>{unit} · {stage}</translation>
    </message>
    <message>
        <source>报送函已生成。</source>
        <translation>The submission letter is made.</translation>
    </message>
    <message>
        <source>{person}（{kind}） {day}</source>
        <translation>{person} ({kind}) {day}</translation>
    </message>
    <message>
        <source>未留姓名</source>
        <translation>No name left</translation>
    </message>
    <message>
        <source>实名</source>
        <translation>Named</translation>
    </message>
    <message>
        <source>匿名</source>
        <translation>Anonymous</translation>
    </message>
    <message>
        <source>核实情况：{words}</source>
        <translation>Findings: {words}</translation>
    </message>
    <message>
        <source>更正处理意见</source>
        <translation>Correct the settlement</translation>
    </message>
    <message>
        <source>处理</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>处理{unit}的异议</source>
        <translation>Settle the objection to {unit}</translation>
    </message>
    <message>
        <source>返回公示</source>
        <translation>Back to public display</translation>
    </message>
    <message>
        <source>记录异议</source>
        <translation>Record objection</translation>
    </message>
    <message>
        <source>记录处理意见</source>
        <translation>Record decision</translation>
    </message>
    <message>
        <source>被提异议的申报</source>
        <translation>Application objected to</translation>
    </message>
    <message>
        <source>提出人</source>
        <translation>Raised by</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>实名提出</source>
        <translation>Raised under a name</translation>
    </message>
    <message>
        <source>收到日期</source>
        <translation>Received on</translation>
    </message>
    <message>
        <source>如 2026-05-31</source>
        <translation>e.g. 2026-05-31</translation>
    </message>
    <message>
        <source>异议内容</source>
        <translation>Objection</translation>
    </message>
    <message>
        <source>异议材料</source>
        <translation>Objection documents</translation>
    </message>
    <message>
        <source>把异议材料拖到这里</source>
        <translation>Drop the objection documents here</translation>
    </message>
    <message>
        <source>异议是否成立</source>
        <translation>Is the objection upheld?</translation>
    </message>
    <message>
        <source>成立的，申报不得公布。</source>
        <translation>If upheld, the application must not be published.</translation>
    </message>
    <message>
        <source>核实情况</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>处理单位</source>
        <translation>Settled by</translation>
    </message>
    <message>
        <source>填写日期，如 2026-05-31。</source>
        <translation>Fill in a date, such as 2026-05-31.</translation>
    </message>
    <message>
        <source>写明异议内容。</source>
        <translation>Write what the objection says.</translation>
    </message>
    <message>
        <source>实名提出的，写明姓名或单位。</source>
        <translation>If raised under a name, give the person or organisation.</translation>
    </message>
    <message>
        <source>处理异议</source>
        <translation>Settle objection</translation>
    </message>
    <message>
        <source>先选“成立”或“不成立”。</source>
        <translation>First choose "Upheld" or "Not upheld".</translation>
    </message>
    <message>
        <source>写明核实情况。</source>
        <translation>Write what was verified.</translation>
    </message>
    <message>
        <source>这里要填写。</source>
        <translation>Fill this in.</translation>
    </message>
    <message>
        <source>异议已记录。</source>
        <translation>The objection is recorded.</translation>
    </message>
    <message>
        <source>处理意见已记录，文件已生成。</source>
        <translation>The decision is recorded and the document is made.</translation>
    </message>
    <message>
        <source>名额</source>
        <translation>Quota</translation>
    </message>
    <message>
        <source>空白为不限</source>
        <translation>Empty means no limit</translation>
    </message>
    <message>
        <source>下达名额的文件</source>
        <translation>Paper that sets the quota</translation>
    </message>
    <message>
        <source>发文单位、文号、条款</source>
        <translation>Issuing office, document number, article</translation>
    </message>
    <message>
        <source>记录名额</source>
        <translation>Record quota</translation>
    </message>
    <message>
        <source>写整数，例如 5。</source>
        <translation>Write a whole number, such as 5.</translation>
    </message>
    <message>
        <source>写明下达名额的文件。</source>
        <translation>Name the paper that sets the quota.</translation>
    </message>
    <message>
        <source>名额已记录。</source>
        <translation>The quota is recorded.</translation>
    </message>
    <message>
        <source>推荐排序</source>
        <translation>Ranking</translation>
    </message>
    <message>
        <source>选入推荐名单</source>
        <translation>Add to recommendation list</translation>
    </message>
    <message>
        <source>空格键</source>
        <translation>Space bar</translation>
    </message>
    <message>
        <source>排序说明</source>
        <translation>Note on the order</translation>
    </message>
    <message>
        <source>可不填；与排序一起记录。</source>
        <translation>May be left empty; recorded with the ranking.</translation>
    </message>
    <message>
        <source>记录排序</source>
        <translation>Record order</translation>
    </message>
    <message>
        <source>登记申报并由专家组作出结论后，在这里排序并选入推荐名单。</source>
        <translation>After applications are registered and the panel has concluded, rank them here and select them for the recommended list.</translation>
    </message>
    <message>
        <source>{by}（{article}）</source>
        <translation>{by} ({article})</translation>
    </message>
    <message>
        <source>排序由工信部门、秘书或组织单位记录。</source>
        <translation>The order is recorded by the county office, the secretary or the organiser.</translation>
    </message>
    <message>
        <source>有改动，尚未记录。</source>
        <translation>Changed, not recorded yet.</translation>
    </message>
    <message>
        <source>移出推荐名单</source>
        <translation>Remove from recommendation list</translation>
    </message>
    <message>
        <source>第 {n} 位</source>
        <translation>Rank {n}</translation>
    </message>
    <message>
        <source>尚无得分</source>
        <translation>No score yet</translation>
    </message>
    <message>
        <source>所在地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>按得分</source>
        <translation>By score</translation>
    </message>
    <message>
        <source>专家组结论</source>
        <translation>Panel conclusion</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>优先情形（不改变得分和排序）</source>
        <translation>Priorities (they change neither score nor order)</translation>
    </message>
    <message>
        <source>{title}。来源：{source}（{article}）</source>
        <translation>{title}. Source: {source} ({article})</translation>
    </message>
    <message>
        <source>经批准放行的事项</source>
        <translation>Conditions waived with approval</translation>
    </message>
    <message>
        <source>排序已记录，推荐排序表已生成。</source>
        <translation>The ranking is recorded and its table is made.</translation>
    </message>
    <message>
        <source>次序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>推荐名单</source>
        <translation>Recommended list</translation>
    </message>
    <message numerus="yes">
        <source>放行 %n 项</source>
        <translation><numerusform>%n waived</numerusform><numerusform>%n waived</numerusform></translation>
    </message>
    <message>
        <source>选入</source>
        <translation>Select</translation>
    </message>
    <message numerus="yes">
        <source>涉及 %n 家</source>
        <translation><numerusform>%n unit concerned</numerusform><numerusform>%n units concerned</numerusform></translation>
    </message>
    <message>
        <source>排序与名额</source>
        <translation>Ranking and quota</translation>
    </message>
    <message>
        <source>报送</source>
        <translation>Submission</translation>
    </message>
    <message>
        <source>公布</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>批量进入下一步</source>
        <translation>Move several on</translation>
    </message>
    <message>
        <source>推荐与公布</source>
        <translation>Recommend and publish</translation>
    </message>
    <message>
        <source>进入工作台</source>
        <translation>Open the desk</translation>
    </message>
    <message>
        <source>以后用新口令打开。记录、附件和草稿都在，没有改动。</source>
        <translation>From now on the new passphrase opens it. Records, attachments and drafts are all there, unchanged.</translation>
    </message>
    <message>
        <source>口令已换新</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>签名密钥和证书</source>
        <translation>Signing key and certificate</translation>
    </message>
    <message>
        <source>谁能打开这个工作台</source>
        <translation>Who can open this desk</translation>
    </message>
    <message>
        <source>签名密钥在 UKey 上，没有变，可以照常签名。</source>
        <translation>The signing key is on the UKey; it did not change, and you can sign as before.</translation>
    </message>
    <message>
        <source>原来的签名密钥没有了，已换成新的。以前的签名仍然有效。</source>
        <translation>The old signing key is gone and a new one has taken its place. Earlier signatures stay valid.</translation>
    </message>
    <message>
        <source>{titles}由本机组织，已自动换发新证书，可以照常签名。</source>
        <translation>{titles}: organised on this computer, so a new certificate was issued and you can sign as before.</translation>
    </message>
    <message>
        <source>你，凭新口令。</source>
        <translation>You, with the new passphrase.</translation>
    </message>
    <message>
        <source>你，凭新口令；{names}，凭恢复密钥。不想再允许的，在“设置”的“安全”里取消。</source>
        <translation>You, with the new passphrase; {names}, with a recovery key. To end that, see Security in Settings.</translation>
    </message>
    <message>
        <source>缺什么，向谁索取</source>
        <translation>What is missing, and whom to ask</translation>
    </message>
    <message>
        <source>正在整理记录</source>
        <translation>Sorting the records</translation>
    </message>
    <message>
        <source>恢复了 {count} 条记录。</source>
        <translation>{count} records were restored.</translation>
    </message>
    <message>
        <source>有 {count} 条读不出来，交换过的会随各方的文件回来。</source>
        <translation>{count} could not be read; those that were exchanged come back with the others' files.</translation>
    </message>
    <message>
        <source>比恢复前少 {count} 条，交换过的会随各方的文件回来。</source>
        <translation>{count} fewer than before; those that were exchanged come back with the others' files.</translation>
    </message>
    <message>
        <source>备份之后的记录，交换过的会随各方的文件回来。</source>
        <translation>Records made after the backup come back with the others' files if they were exchanged.</translation>
    </message>
    <message>
        <source>没有第二处备份的，在“设置”里选放这份备份的 U 盘或文件夹，以后自动多存一份。</source>
        <translation>If there is no second place, choose the stick or folder of this backup in the settings; a further copy is then kept there by itself.</translation>
    </message>
    <message>
        <source>原来的数据文件没有删除，放在</source>
        <translation>The former data file was not deleted; it lies in</translation>
    </message>
    <message>
        <source>换发新证书时又写了 {count} 条记录。</source>
        <translation>{count} more were written with the new certificate.</translation>
    </message>
    <message>
        <source>请组织单位和同事各发一份文件，在“收件”里各收一次，缺的就补上。</source>
        <translation>Ask the organiser and colleagues for one file each and receive them; that fills the gaps.</translation>
    </message>
    <message>
        <source>数据文件已修复</source>
        <translation>The data file was repaired</translation>
    </message>
    <message>
        <source>已恢复到 {when} 的备份</source>
        <translation>Restored to the backup of {when}</translation>
    </message>
    <message>
        <source>组织一个批次</source>
        <translation>Organise a round</translation>
    </message>
    <message>
        <source>加入一个批次</source>
        <translation>Join a round</translation>
    </message>
    <message>
        <source>选择批次</source>
        <translation>Choose a round</translation>
    </message>
    <message>
        <source>查看备份</source>
        <translation>Look at backups</translation>
    </message>
    <message>
        <source>一个工作台可以有几个批次，彼此分开。</source>
        <translation>A desk may hold several rounds, each apart from the others.</translation>
    </message>
    <message>
        <source>{name}，工作台已建立。</source>
        <translation>{name}, your desk is set up.</translation>
    </message>
    <message>
        <source>政策文件</source>
        <translation>Policy file</translation>
    </message>
    <message>
        <source>选择政策文件</source>
        <translation>Choose a policy file</translation>
    </message>
    <message>
        <source>从文件选择</source>
        <translation>Choose from a file</translation>
    </message>
    <message>
        <source>批次名称</source>
        <translation>Name of the round</translation>
    </message>
    <message>
        <source>写进每份文件的标题</source>
        <translation>Printed as the title of every document</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>建立批次</source>
        <translation>Open round</translation>
    </message>
    <message>
        <source>我在本批次中的角色</source>
        <translation>My roles in this round</translation>
    </message>
    <message>
        <source>可多选。建立批次的工作台同时是组织单位，负责批准其他人加入。</source>
        <translation>Choose one or more. The desk that opens a round is its organiser and approves everyone who joins.</translation>
    </message>
    <message>
        <source>生成加入申请</source>
        <translation>Make request to join</translation>
    </message>
    <message>
        <source>把申请文件交给组织单位，用 U 盘或邮件都可以。</source>
        <translation>Hand the request to the organiser, by stick or by mail.</translation>
    </message>
    <message>
        <source>打开批次文件</source>
        <translation>Open round file</translation>
    </message>
    <message>
        <source>组织单位批准后会发来批次文件。</source>
        <translation>The organiser sends the round file after approving.</translation>
    </message>
    <message>
        <source>加入批次</source>
        <translation>Join round</translation>
    </message>
    <message>
        <source>先打开批次文件</source>
        <translation>Open the round file first</translation>
    </message>
    <message>
        <source>第一步：申请加入</source>
        <translation>Step 1: ask to join</translation>
    </message>
    <message>
        <source>第二步：打开发回的批次文件</source>
        <translation>Step 2: open the round file sent back</translation>
    </message>
    <message>
        <source>先选择政策文件。</source>
        <translation>Choose a policy first.</translation>
    </message>
    <message>
        <source>写一个批次名称。</source>
        <translation>Give the round a name.</translation>
    </message>
    <message>
        <source>写地区名称。</source>
        <translation>Fill in the region.</translation>
    </message>
    <message>
        <source>年度写四位数字。</source>
        <translation>The year has four digits.</translation>
    </message>
    <message>
        <source>示例政策，内容虚构，只供熟悉程序。</source>
        <translation>Sample policy with invented content, only for getting to know the program.</translation>
    </message>
    <message>
        <source>评审表 {count} 份随批次一起写入，之后不会变。</source>
        <translation>Checklists: {count}, written into the round and unchanged from then on.</translation>
    </message>
    <message>
        <source>加入申请 {name}.gdx</source>
        <translation>Request to join {name}.gdx</translation>
    </message>
    <message>
        <source>保存加入申请</source>
        <translation>Save request to join</translation>
    </message>
    <message>
        <source>已写入“{name}”。交给组织单位，并在电话里念下面的身份词。</source>
        <translation>Written to "{name}". Hand it to the organiser and read the words below out on the phone.</translation>
    </message>
    <message>
        <source>{title}，来自 {sender}（{office}），共 {total} 条记录。</source>
        <translation>{title}, from {sender} ({office}), records: {total}.</translation>
    </message>
    <message>
        <source>新机构</source>
        <translation>New body</translation>
    </message>
    <message>
        <source>还没有第三方机构</source>
        <translation>No third-party bodies yet</translation>
    </message>
    <message>
        <source>登记申报时填写了第三方机构的，会列在这里；也可以先登记机构，再核对数量上限。</source>
        <translation>Third-party bodies named when applications are registered are listed here; you can also register a body first and then check the limit.</translation>
    </message>
    <message>
        <source>登记机构</source>
        <translation>Register body</translation>
    </message>
    <message>
        <source>记录机构</source>
        <translation>Record body</translation>
    </message>
    <message>
        <source>这家机构</source>
        <translation>This body</translation>
    </message>
    <message>
        <source>写机构的全称。</source>
        <translation>Write the full name of the body.</translation>
    </message>
    <message>
        <source>写明出处：材料和页码，或出具单位。</source>
        <translation>Give the source: document and page, or the issuing office.</translation>
    </message>
    <message>
        <source>登记第三方机构</source>
        <translation>Register third-party body</translation>
    </message>
    <message>
        <source>还不知道按谁计数。登记信用代码、法定代表人和关联单位后，才能核对数量上限。</source>
        <translation>It is not known yet whom to count by. The cap can be checked after the credit code, the legal representative and the affiliates are recorded.</translation>
    </message>
    <message>
        <source>“{holder}”名下的项目超过上限，超出的项目不符合规定。</source>
        <translation>The projects under "{holder}" exceed the limit; those beyond it are not allowed.</translation>
    </message>
    <message>
        <source>机构由工信部门、秘书或组织单位登记。</source>
        <translation>Bodies are registered by the industry office, the secretary or the organiser.</translation>
    </message>
    <message>
        <source>法定代表人</source>
        <translation>Legal representative</translation>
    </message>
    <message>
        <source>关联单位</source>
        <translation>Affiliates</translation>
    </message>
    <message>
        <source>机构全称</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>与申报材料中的写法一致</source>
        <translation>As written in the application documents</translation>
    </message>
    <message>
        <source>18 位</source>
        <translation>18 characters</translation>
    </message>
    <message>
        <source>一行一个。关联单位的项目一并计数。</source>
        <translation>One per line. Projects of affiliates are counted along.</translation>
    </message>
    <message>
        <source>机构条件（每项写明出处）</source>
        <translation>Conditions for the body (give a source for each)</translation>
    </message>
    <message>
        <source>{title}（{unit}）</source>
        <translation>{title} ({unit})</translation>
    </message>
    <message>
        <source>{title}的出处</source>
        <translation>Source of {title}</translation>
    </message>
    <message>
        <source>出处：材料、页码</source>
        <translation>Source: document, page</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>已登记“{name}”。</source>
        <translation>"{name}" is registered.</translation>
    </message>
    <message>
        <source>查找条文</source>
        <translation>Find an article</translation>
    </message>
    <message>
        <source>编号、条款、内容</source>
        <translation>Number, article or text</translation>
    </message>
    <message>
        <source>性质</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>全部性质</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>在哪一版执行</source>
        <translation>Carried out in</translation>
    </message>
    <message>
        <source>本版执行</source>
        <translation>Applied in this version</translation>
    </message>
    <message>
        <source>条文</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>这一条</source>
        <translation>This article</translation>
    </message>
    <message>
        <source>全部文件</source>
        <translation>All papers</translation>
    </message>
    <message>
        <source>{year} 年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>示例</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>须核对 {n} 处</source>
        <translation>To verify: {n}</translation>
    </message>
    <message>
        <source>列在条文之后</source>
        <translation>Listed after the articles</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>没有符合条件的条文</source>
        <translation>No article fits</translation>
    </message>
    <message>
        <source>换一个词或条件，或清除筛选后再看。</source>
        <translation>Use another word or condition, or clear the filter.</translation>
    </message>
    <message>
        <source>谁来做</source>
        <translation>Who acts</translation>
    </message>
    <message>
        <source>发文单位</source>
        <translation>Issuing office</translation>
    </message>
    <message>
        <source>以后版本：{words}</source>
        <translation>Later version: {words}</translation>
    </message>
    <message>
        <source>与软件无关：{words}</source>
        <translation>No matter for software: {words}</translation>
    </message>
    <message>
        <source>在哪里执行</source>
        <translation>Carried out</translation>
    </message>
    <message>
        <source>由什么保证</source>
        <translation>What ensures it</translation>
    </message>
    <message>
        <source>去{place}</source>
        <translation>Go to {place}</translation>
    </message>
    <message>
        <source>这一取值不是读自正式文件原文，使用前请与原文核对。</source>
        <translation>This value was not read in the official text; compare it with the original before use.</translation>
    </message>
    <message>
        <source>《{title}》</source>
        <translation>"{title}"</translation>
    </message>
    <message>
        <source>另有取值，不是逐条规定</source>
        <translation>Values of another source, not rules by article</translation>
    </message>
    <message>
        <source>填写项</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>表格栏目</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>报告提纲</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>附件清单</source>
        <translation>Enclosures</translation>
    </message>
    <message>
        <source>表样</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>这份表样</source>
        <translation>This form</translation>
    </message>
    <message>
        <source>没有表样</source>
        <translation>No forms</translation>
    </message>
    <message>
        <source>本批次的类别没有随程序提供的表样。</source>
        <translation>The program has no forms for the categories of this round.</translation>
    </message>
    <message>
        <source>记录为已发布</source>
        <translation>Record as issued</translation>
    </message>
    <message>
        <source>这个文件</source>
        <translation>This paper</translation>
    </message>
    <message>
        <source>等它的阶段</source>
        <translation>Stages waiting</translation>
    </message>
    <message>
        <source>发布日期</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>发布情况由工信部门、秘书或组织单位记录。</source>
        <translation>The county office, the secretary or the organiser records that it is issued.</translation>
    </message>
    <message>
        <source>写文件的标题。</source>
        <translation>Write the title of the paper.</translation>
    </message>
    <message>
        <source>文件标题</source>
        <translation>Document title</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>已发布</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>已记录发布，等它的步骤可以继续。</source>
        <translation>The issue is recorded; steps that waited for it can go on.</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>这份名单</source>
        <translation>This list</translation>
    </message>
    <message>
        <source>写明名单的出处：文件标题、文号或公布的网页。</source>
        <translation>Give the source of the list: document title, document number or web page.</translation>
    </message>
    <message>
        <source>填写日期，如 2026-05-31，不清楚可以不填。</source>
        <translation>Write a date such as 2026-05-31, or leave it empty if not known.</translation>
    </message>
    <message>
        <source>这个文件读不出来，请确认是一个 csv 或 xlsx 文件。</source>
        <translation>This file cannot be read; make sure that it is a csv or xlsx file.</translation>
    </message>
    <message>
        <source>已导入 {n} 行。</source>
        <translation>Rows imported: {n}.</translation>
    </message>
    <message>
        <source>{by}，{at}</source>
        <translation>{by}, {at}</translation>
    </message>
    <message>
        <source>出处</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>截至</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>没有写明</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>共 {n} 行</source>
        <translation>{n} rows in all</translation>
    </message>
    <message>
        <source>谁导入</source>
        <translation>Imported by</translation>
    </message>
    <message>
        <source>名单的文件还没有收到，核对时当作没有这份名单。请导入方重新发来完整的交换文件。</source>
        <translation>The file of this list has not arrived; checks run as if there were no list. Ask whoever imported it to send the complete exchange file again.</translation>
    </message>
    <message>
        <source>名单由工信部门、秘书或组织单位导入，导入后随交换文件送到这里。</source>
        <translation>Lists are imported by the county office, the secretary or the organiser and come here with exchange files.</translation>
    </message>
    <message>
        <source>换一份新的名单</source>
        <translation>Replace with a new list</translation>
    </message>
    <message>
        <source>导入名单</source>
        <translation>Import list</translation>
    </message>
    <message>
        <source>把名单文件拖到这里</source>
        <translation>Drop the list file here</translation>
    </message>
    <message>
        <source>csv 或 xlsx，一行一个单位</source>
        <translation>csv or xlsx, one unit per row</translation>
    </message>
    <message>
        <source>认得的列（按标题找，先后不限）</source>
        <translation>Known columns (found by heading, in any order)</translation>
    </message>
    <message>
        <source>{n} 行</source>
        <translation>{n} rows</translation>
    </message>
    <message>
        <source>这个文件只有标题，没有单位。请换一个文件。</source>
        <translation>The file has headings only and no organisations. Choose another file.</translation>
    </message>
    <message>
        <source>文件的前几行</source>
        <translation>First rows of the file</translation>
    </message>
    <message>
        <source>还有 {n} 行，格式都没有问题。</source>
        <translation>Further rows: {n}, all well formed.</translation>
    </message>
    <message>
        <source>有 {n} 处不能用，整份名单都没有导入。在表格里改好后再选一次。</source>
        <translation>Places that cannot be used: {n}; nothing of the list was imported. Correct them in the spreadsheet and choose it again.</translation>
    </message>
    <message>
        <source>还有 {n} 处</source>
        <translation>And {n} more</translation>
    </message>
    <message>
        <source>改好了，重新读取</source>
        <translation>Corrected, read again</translation>
    </message>
    <message>
        <source>文件标题、文号</source>
        <translation>Title and number of the paper</translation>
    </message>
    <message>
        <source>必填。写正式文件或公布的地方。</source>
        <translation>Required. Name the official document or where it is published.</translation>
    </message>
    <message>
        <source>截至日期</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>名单反映到哪一天，可不填。</source>
        <translation>The day the list reflects; may be empty.</translation>
    </message>
    <message>
        <source>这个方案不查名单</source>
        <translation>This policy checks no lists</translation>
    </message>
    <message>
        <source>方案没有要核对的名单，也没有等待发布的文件，这里不用办理。</source>
        <translation>The policy has no lists to check against and awaits no documents; nothing to do here.</translation>
    </message>
    <message>
        <source>流程与期限</source>
        <translation>Steps and time limits</translation>
    </message>
    <message>
        <source>这一事项</source>
        <translation>This matter</translation>
    </message>
    <message>
        <source>谁来办</source>
        <translation>Who handles it</translation>
    </message>
    <message>
        <source>根据需要进行，可以跳过。</source>
        <translation>Done as needed; may be skipped.</translation>
    </message>
    <message>
        <source>这一阶段没有条件。</source>
        <translation>This stage has no conditions.</translation>
    </message>
    <message>
        <source>{day}，{left}</source>
        <translation>{day}, {left}</translation>
    </message>
    <message>
        <source>截止</source>
        <translation>Closes</translation>
    </message>
    <message>
        <source>例外：条文写有“{words}”</source>
        <translation>Exception: the article says "{words}"</translation>
    </message>
    <message>
        <source>没有例外</source>
        <translation>No exceptions</translation>
    </message>
    <message>
        <source>截止 {day}，当日计入</source>
        <translation>Due {day}, that day included</translation>
    </message>
    <message>
        <source>谁来报</source>
        <translation>Who submits</translation>
    </message>
    <message>
        <source>逾期：{words}（{article}）</source>
        <translation>Late: {words} ({article})</translation>
    </message>
    <message>
        <source>{years} 年放假安排尚未公布，工作日暂按周末推算。</source>
        <translation>The holidays of {years} are not published yet; working days are counted by weekends for now.</translation>
    </message>
    <message>
        <source>公示处</source>
        <translation>Displayed at</translation>
    </message>
    <message>
        <source>计入的类别</source>
        <translation>Categories counted</translation>
    </message>
    <message>
        <source>征求内容</source>
        <translation>Asked about</translation>
    </message>
    <message>
        <source>由谁征求</source>
        <translation>Consulted by</translation>
    </message>
    <message>
        <source>没有回复不等于同意。</source>
        <translation>No reply does not mean agreement.</translation>
    </message>
    <message>
        <source>以后的版本</source>
        <translation>Later versions</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>途径</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>公布后的管理不在这一版本里，这里只列出来备查。</source>
        <translation>Management after publishing is not part of this version; it is listed here for reference only.</translation>
    </message>
    <message>
        <source>须核对（{state}）：{source}</source>
        <translation>To be checked ({state}): {source}</translation>
    </message>
    <message>
        <source>停止后不会留下任何数据</source>
        <translation>Stopping leaves no data behind</translation>
    </message>
    <message>
        <source>正在打开示例</source>
        <translation>Opening the sample</translation>
    </message>
    <message>
        <source>正在建立示例批次</source>
        <translation>Making the sample round</translation>
    </message>
    <message>
        <source>示例里的单位、人员和数字都是虚构的；文件、签名和记录是真的，可以随意试。</source>
        <translation>Units, people and numbers of the sample are invented; files, signatures and records are real. Try anything.</translation>
    </message>
    <message>
        <source>只影响这台电脑</source>
        <translation>Only on this computer</translation>
    </message>
    <message>
        <source>备份签名密钥</source>
        <translation>Back up signing key</translation>
    </message>
    <message>
        <source>本批次角色</source>
        <translation>My roles</translation>
    </message>
    <message>
        <source>身份词</source>
        <translation>My words</translation>
    </message>
    <message>
        <source>签名密钥</source>
        <translation>Signing key</translation>
    </message>
    <message>
        <source>加入批次时在电话里念身份词，对方的屏幕上应是同样的词。</source>
        <translation>Read them out on the phone when you join a round; the other screen must show the same words.</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>现在的口令</source>
        <translation>Present passphrase</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>8 位以上，忘记后无法找回</source>
        <translation>At least 8 characters; it cannot be recovered</translation>
    </message>
    <message>
        <source>再次输入新口令</source>
        <translation>New passphrase again</translation>
    </message>
    <message>
        <source>更换口令</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>示例工作台没有需要记住的口令。</source>
        <translation>The sample desk has no passphrase to remember.</translation>
    </message>
    <message>
        <source>更新</source>
        <comment>files</comment>
        <translation>Updates</translation>
    </message>
    <message>
        <source>安全</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>外观和语言</source>
        <translation>Appearance and language</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>诊断</source>
        <translation>Diagnosis</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>许可和声明</source>
        <translation>Licence and notices</translation>
    </message>
    <message>
        <source>离开示例</source>
        <translation>Leave the sample</translation>
    </message>
    <message>
        <source>打开示例</source>
        <translation>Open the sample</translation>
    </message>
    <message>
        <source>GreenDesk {version}，Apache-2.0 许可</source>
        <translation>GreenDesk {version}, Apache-2.0 licence</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>口令已更换，下次打开时用新口令。</source>
        <translation>The passphrase is changed; use the new one next time.</translation>
    </message>
    <message>
        <source>现在的口令不对，口令没有更换。注意大小写和输入法，再输一次。</source>
        <translation>The present passphrase is wrong; it was not changed. Mind capitals and the input method, then type it again.</translation>
    </message>
    <message>
        <source>已备份到 {name}。</source>
        <translation>Backed up to {name}.</translation>
    </message>
    <message>
        <source>在 UKey“{label}”里</source>
        <translation>On the UKey "{label}"</translation>
    </message>
    <message>
        <source>在这台电脑上，受口令保护</source>
        <translation>On this computer, protected by the passphrase</translation>
    </message>
    <message>
        <source>UKey 的 PIN</source>
        <translation>PIN of the UKey</translation>
    </message>
    <message>
        <source>打开工作台</source>
        <translation>Open desk</translation>
    </message>
    <message>
        <source>打开另一个工作台</source>
        <translation>Open another desk</translation>
    </message>
    <message>
        <source>看示例</source>
        <translation>See the sample</translation>
    </message>
    <message>
        <source>忘记口令</source>
        <translation>Forgot the passphrase</translation>
    </message>
    <message>
        <source>打开工作台后，接着打开“{name}”。</source>
        <translation>"{name}" opens once the desk is open.</translation>
    </message>
    <message>
        <source>插好“{label}”。留空则只能查看，不能签名。</source>
        <translation>Plug in "{label}". Left empty, you can only look, not sign.</translation>
    </message>
    <message>
        <source>选择工作台的文件夹</source>
        <translation>Choose the folder of the desk</translation>
    </message>
    <message>
        <source>示例工作台不用备份。</source>
        <translation>The sample desk needs no backups.</translation>
    </message>
    <message>
        <source>选择文件：{name}</source>
        <translation>Choose a file: {name}</translation>
    </message>
    <message>
        <source>移除{name}</source>
        <translation>Remove {name}</translation>
    </message>
    <message>
        <source>{name}，第 1 页</source>
        <translation>{name}, page 1</translation>
    </message>
    <message>
        <source>“{name}”读不出来，没有收下。检查它是否还在原处。</source>
        <translation>"{name}" cannot be read and was not taken. Check that it is still in its place.</translation>
    </message>
    <message>
        <source>“{name}”是空的，没有收下。重新扫描或复制一份。</source>
        <translation>"{name}" is empty and was not taken. Scan or copy it again.</translation>
    </message>
    <message>
        <source>“{name}”不是 PDF，没有收下。重新扫描或复制一份。</source>
        <translation>"{name}" is not a PDF and was not taken. Scan or copy it again.</translation>
    </message>
    <message>
        <source>返回申报列表（Esc）</source>
        <translation>Back to the list (Esc)</translation>
    </message>
    <message>
        <source>有负面清单情形</source>
        <translation>Listed</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>材料清单</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>材料核对</source>
        <translation>Check of documents</translation>
    </message>
    <message>
        <source>评审专家</source>
        <translation>Experts</translation>
    </message>
    <message>
        <source>单位信息</source>
        <translation>Unit data</translation>
    </message>
    <message>
        <source>声明并打开评审</source>
        <translation>Declare and open the review</translation>
    </message>
    <message>
        <source>打开评审</source>
        <translation>Open review</translation>
    </message>
    <message>
        <source>修改评审</source>
        <translation>Change review</translation>
    </message>
    <message>
        <source>接收材料包</source>
        <translation>Receive package</translation>
    </message>
    <message>
        <source>核对材料</source>
        <translation>Check documents</translation>
    </message>
    <message>
        <source>核对负面清单</source>
        <translation>Check negative list</translation>
    </message>
    <message>
        <source>登记部门意见</source>
        <translation>Record opinions</translation>
    </message>
    <message>
        <source>分派专家</source>
        <translation>Assign experts</translation>
    </message>
    <message>
        <source>查看评审进度</source>
        <translation>See progress</translation>
    </message>
    <message>
        <source>打开汇总</source>
        <translation>Open Panel</translation>
    </message>
    <message>
        <source>查看评审</source>
        <translation>See reviews</translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件</source>
        <translation><numerusform>%n file</numerusform><numerusform>%n files</numerusform></translation>
    </message>
    <message>
        <source>未收到</source>
        <translation>Not received</translation>
    </message>
    <message numerus="yes">
        <source>缺 %n 种</source>
        <translation><numerusform>%n missing</numerusform><numerusform>%n missing</numerusform></translation>
    </message>
    <message>
        <source>齐全</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>待核对</source>
        <translation>To check</translation>
    </message>
    <message>
        <source>有情形</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>{n} 反对</source>
        <translation>{n} object</translation>
    </message>
    <message numerus="yes">
        <source>%n 人</source>
        <translation><numerusform>%n expert</numerusform><numerusform>%n experts</numerusform></translation>
    </message>
    <message>
        <source>未分派</source>
        <translation>Not assigned</translation>
    </message>
    <message>
        <source>自评价</source>
        <translation>Self-assessed</translation>
    </message>
    <message numerus="yes">
        <source>%n 项不符合</source>
        <translation><numerusform>%n does not conform</numerusform><numerusform>%n do not conform</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n 项待核</source>
        <translation><numerusform>%n to check</numerusform><numerusform>%n to check</numerusform></translation>
    </message>
    <message>
        <source>关闭详情（Esc）</source>
        <translation>Close details (Esc)</translation>
    </message>
    <message>
        <source>已声明回避这份申报。材料、评分和进度都不再显示，也不计入任何统计。</source>
        <translation>You declared recusal for this application. Its documents, scores and progress are no longer shown or counted anywhere.</translation>
    </message>
    <message>
        <source>办理过程</source>
        <translation>History</translation>
    </message>
    <message>
        <source>第 {version} 版 · {files} 个文件</source>
        <translation>Version {version} · {files} files</translation>
    </message>
    <message>
        <source>材料包</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>自评价，未委托</source>
        <translation>Self-assessed, no third party</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message numerus="yes">
        <source> · %n 次</source>
        <translation><numerusform> · %n time</numerusform><numerusform> · %n times</numerusform></translation>
    </message>
    <message>
        <source>应有材料</source>
        <translation>Documents due</translation>
    </message>
    <message>
        <source>补正通知</source>
        <translation>Notice of what is missing</translation>
    </message>
    <message>
        <source>记录核对结果</source>
        <translation>Record the check</translation>
    </message>
    <message>
        <source>作为这份材料的文件</source>
        <translation>Use the file as this document</translation>
    </message>
    <message>
        <source>例如：缺第 3 页盖章</source>
        <translation>For example: page 3 lacks the seal</translation>
    </message>
    <message>
        <source>勾选作为这份材料的文件</source>
        <translation>Tick the file that is this document</translation>
    </message>
    <message>
        <source>说明，写入补正通知</source>
        <translation>Note, printed in the notice</translation>
    </message>
    <message>
        <source>收到材料包后，按政策方案的清单逐项核对。</source>
        <translation>When the package has arrived, check it against the policy's list.</translation>
    </message>
    <message>
        <source>还没有可以核对的材料</source>
        <translation>No documents to check yet</translation>
    </message>
    <message>
        <source>核对结果已记录。</source>
        <translation>The check is recorded.</translation>
    </message>
    <message>
        <source>应有 {all} 种，已有 {here} 种</source>
        <translation>Due {all}, present {here}</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 处改动还没有记录。</source>
        <translation><numerusform>%n change is not recorded yet.</numerusform><numerusform>%n changes are not recorded yet.</numerusform></translation>
    </message>
    <message>
        <source>材料名后的“建议”是按文件名推定的，核对后点“记录核对结果”。</source>
        <translation>"Suggested" after a document was guessed from file names; check it, then record the check.</translation>
    </message>
    <message>
        <source>没有缺少的材料，不需要补正通知</source>
        <translation>Nothing is missing; no notice is needed</translation>
    </message>
    <message>
        <source>应当提供</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>可以提供</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>先记录核对结果，再出具补正通知。</source>
        <translation>Record the check first, then issue the notice.</translation>
    </message>
    <message>
        <source>已作为{title}</source>
        <translation>Taken as {title}</translation>
    </message>
    <message>
        <source>已勾选</source>
        <translation>Ticked</translation>
    </message>
    <message>
        <source>未勾选</source>
        <translation>Not ticked</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>建议，按文件名推定</source>
        <translation>Suggested, guessed from the file name</translation>
    </message>
    <message>
        <source>记录资格信息</source>
        <translation>Record eligibility data</translation>
    </message>
    <message>
        <source>已回避</source>
        <translation>Recused</translation>
    </message>
    <message>
        <source>已声明回避这份申报，申报资格不再显示。</source>
        <translation>You are recused from this application; its eligibility is no longer shown.</translation>
    </message>
    <message>
        <source>共 {n} 项，符合 {fine}，不符合 {fails}，待核 {waiting}</source>
        <translation>Total {n}, conforms {fine}, does not conform {fails}, to be checked {waiting}</translation>
    </message>
    <message>
        <source>本方案对这一类别没有列出可自动核对的资格条件。</source>
        <translation>This policy lists no eligibility conditions for this category that can be checked automatically.</translation>
    </message>
    <message>
        <source>写明依据。</source>
        <translation>Give the basis.</translation>
    </message>
    <message>
        <source>资格信息已记录。</source>
        <translation>The eligibility data are recorded.</translation>
    </message>
    <message>
        <source>基准日</source>
        <translation>Reference date</translation>
    </message>
    <message>
        <source>“近三年”从这一天往前数。</source>
        <translation>"The last three years" are counted back from this day.</translation>
    </message>
    <message>
        <source>优先情形（列在排序旁，不计入得分）</source>
        <translation>Priorities (shown beside the order, not part of the score)</translation>
    </message>
    <message>
        <source>{title}的依据</source>
        <translation>Basis of {title}</translation>
    </message>
    <message>
        <source>依据：名单、文号</source>
        <translation>Basis: list, document number</translation>
    </message>
    <message>
        <source>导入的名单：{row}</source>
        <translation>Imported list: {row}</translation>
    </message>
    <message>
        <source>未登记，无法计数</source>
        <translation>Not registered, cannot be counted</translation>
    </message>
    <message>
        <source>本批次 {here} 个，其他 {elsewhere} 个</source>
        <translation>This round {here}, others {elsewhere}</translation>
    </message>
    <message>
        <source>，上限 {cap} 个</source>
        <translation>, at most {cap}</translation>
    </message>
    <message>
        <source>机构</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>计数对象</source>
        <translation>Counted per</translation>
    </message>
    <message>
        <source>评价项目</source>
        <translation>Projects evaluated</translation>
    </message>
    <message>
        <source>条件</source>
        <translation>Condition</translation>
    </message>
    <message>
        <source>分派</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>撤回分派</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>打开评分表</source>
        <translation>Open score sheet</translation>
    </message>
    <message>
        <source>退回理由</source>
        <translation>Reason for returning</translation>
    </message>
    <message>
        <source>退回理由，专家会看到</source>
        <translation>Reason for returning, shown to the expert</translation>
    </message>
    <message>
        <source>专家声明无利益关系后，材料才打开。</source>
        <translation>The package opens only after an expert declares no conflict of interest.</translation>
    </message>
    <message>
        <source>已声明回避这份申报，评审情况不再显示。</source>
        <translation>You declared recusal for this application; its reviews are no longer shown.</translation>
    </message>
    <message>
        <source>批次里还没有专家</source>
        <translation>No experts in the round yet</translation>
    </message>
    <message>
        <source>在“收发”中批准专家的加入申请后，再回到这里分派。</source>
        <translation>Approve the experts' requests to join in "Exchange", then come back to assign them.</translation>
    </message>
    <message numerus="yes">
        <source>已分派 %n 人</source>
        <translation><numerusform>%n assigned</numerusform><numerusform>%n assigned</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>，其中 %n 人回避</source>
        <translation><numerusform>, %n recused</numerusform><numerusform>, %n recused</numerusform></translation>
    </message>
    <message>
        <source>分派给{name}</source>
        <translation>Assign to {name}</translation>
    </message>
    <message>
        <source>已分派给{name}。</source>
        <translation>Assigned to {name}.</translation>
    </message>
    <message>
        <source>已撤回给{name}的分派。</source>
        <translation>The assignment to {name} is withdrawn.</translation>
    </message>
    <message>
        <source>写明为什么退回、要改什么。</source>
        <translation>Say why it is returned and what to change.</translation>
    </message>
    <message>
        <source>评审已退回{name}。</source>
        <translation>The review is returned to {name}.</translation>
    </message>
    <message>
        <source>，已封存交卷 {done}/{all}</source>
        <translation>, handed in sealed: {done}/{all}</translation>
    </message>
    <message>
        <source>本批次封存评审：全部交卷前，除本人外谁也看不到评分。</source>
        <translation>Reviews of this round are sealed: until all are handed in, only their authors see the scores.</translation>
    </message>
    <message>
        <source>已声明回避：{grounds}</source>
        <translation>Recused: {grounds}</translation>
    </message>
    <message>
        <source>已声明回避。</source>
        <translation>Recused.</translation>
    </message>
    <message>
        <source>已提交评审，结论：{words}</source>
        <translation>Review submitted: {words}</translation>
    </message>
    <message>
        <source>已退回：{reason}</source>
        <translation>Returned: {reason}</translation>
    </message>
    <message>
        <source>已封存交卷，评分还没有开封。</source>
        <translation>Handed in sealed; the scores are not opened yet.</translation>
    </message>
    <message>
        <source>封存的不是这份申报的评审，不计入。退回后请其重新提交。</source>
        <translation>What was sealed is not a review of this application and does not count. Return it and ask them to submit again.</translation>
    </message>
    <message>
        <source>已分派，评审还没有提交。</source>
        <translation>Assigned, review not submitted yet.</translation>
    </message>
    <message>
        <source>只等这一位交卷。撤回分派就会开封，撤回留有记录。</source>
        <translation>Only this expert has not handed in. Withdrawing the assignment opens the reviews; the withdrawal is recorded.</translation>
    </message>
    <message>
        <source>还没有分派这份申报。</source>
        <translation>This application is not assigned yet.</translation>
    </message>
    <message>
        <source>其中一次在全部交卷之后。</source>
        <translation> Once after all had handed in.</translation>
    </message>
    <message>
        <source>重新封存过 {n} 次。</source>
        <translation>Times resealed: {n}.</translation>
    </message>
    <message>
        <source>后来另交了一份没有封存的评审，不计入。</source>
        <translation>Another review was submitted later without a seal; it does not count.</translation>
    </message>
    <message>
        <source>专家</source>
        <translation>Expert</translation>
    </message>
    <message>
        <source>声明</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>已分派</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>无冲突</source>
        <translation>No conflict</translation>
    </message>
    <message>
        <source>待声明</source>
        <translation>To declare</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已封存</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>封存不符</source>
        <translation>Seal mismatch</translation>
    </message>
    <message>
        <source>有问题</source>
        <translation>With problems</translation>
    </message>
    <message>
        <source>接收新版本</source>
        <translation>Receive new version</translation>
    </message>
    <message>
        <source>另存</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>接收第 {version} 版材料包</source>
        <translation>Receive version {version} of the package</translation>
    </message>
    <message>
        <source>有问题 {n}</source>
        <translation>With problems {n}</translation>
    </message>
    <message>
        <source>第 {version} 版 · {files} 个文件 · {size}</source>
        <translation>Version {version} · {files} files · {size}</translation>
    </message>
    <message numerus="yes">
        <source>操作系统附加的 %n 个文件未收入</source>
        <translation><numerusform>%n file added by an operating system was left out</numerusform><numerusform>%n files added by operating systems were left out</numerusform></translation>
    </message>
    <message>
        <source>材料包已收下，清单和校验值已记录。</source>
        <translation>The package is received; its list of files and digests is recorded.</translation>
    </message>
    <message>
        <source>收下材料包</source>
        <translation>Receive package</translation>
    </message>
    <message>
        <source>返回清单</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>与现有版本的文件完全相同，不必再收。</source>
        <translation>The same files as the present version; no need to receive it again.</translation>
    </message>
    <message>
        <source>已声明回避这份申报，材料不再打开。</source>
        <translation>You declared recusal for this application; its package stays closed.</translation>
    </message>
    <message>
        <source>声明后打开材料</source>
        <translation>The package opens after your declaration</translation>
    </message>
    <message>
        <source>在评审中先声明有无利益关系，材料随后打开。</source>
        <translation>Declare in "Review" whether you have an interest; the package opens then.</translation>
    </message>
    <message>
        <source>还没有收到材料包</source>
        <translation>No package yet</translation>
    </message>
    <message>
        <source>材料包可以是文件夹、ZIP、7z 或本程序的 .gdpkg 文件，收到后自动列出清单并计算校验值。</source>
        <translation>A package may be a folder, a ZIP, a 7z or a .gdpkg file; its files are listed and their digests taken at once.</translation>
    </message>
    <message>
        <source>材料包随下一份交换文件到达，或由受理的工信部门接收。</source>
        <translation>The package comes with the next exchange file, or is received by the office that takes applications.</translation>
    </message>
    <message>
        <source>选中一个文件，这里显示它的说明和完整校验值。</source>
        <translation>Choose a file to see what it is and its whole digest.</translation>
    </message>
    <message>
        <source>文件可用。</source>
        <translation>The file can be used.</translation>
    </message>
    <message>
        <source>{number} 号：{words}</source>
        <translation>No. {number}: {words}</translation>
    </message>
    <message>
        <source>校验值 {value}</source>
        <translation>Digest {value}</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>页数</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>校验值</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>营业执照上的全称</source>
        <translation>The full name on the business licence</translation>
    </message>
    <message>
        <source>盟市、县区</source>
        <translation>City and county</translation>
    </message>
    <message>
        <source>自评价时留空</source>
        <translation>Leave empty if self-assessed</translation>
    </message>
    <message>
        <source>单位名称</source>
        <translation>Name of the unit</translation>
    </message>
    <message>
        <source>第三方评价机构</source>
        <translation>Third-party body</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>填写单位名称，与营业执照一致。</source>
        <translation>Fill in the unit's name as on its business licence.</translation>
    </message>
    <message>
        <source>填写统一社会信用代码，在营业执照上。</source>
        <translation>Fill in the unified social credit code; it is on the business licence.</translation>
    </message>
    <message>
        <source>填写单位所在的地区。</source>
        <translation>Fill in the unit's region.</translation>
    </message>
    <message>
        <source>登记机关在{province}</source>
        <translation>Registered in {province}</translation>
    </message>
    <message>
        <source>登记机关不属省级行政区</source>
        <translation>Registered with no provincial division</translation>
    </message>
    <message>
        <source>代码正确，{place}</source>
        <translation>The code is correct, {place}</translation>
    </message>
    <message numerus="yes">
        <source>还差 %n 位</source>
        <translation><numerusform>%n character to go</numerusform><numerusform>%n characters to go</numerusform></translation>
    </message>
    <message>
        <source>把材料包拖到这里</source>
        <translation>Drop the package here</translation>
    </message>
    <message>
        <source>文件夹、ZIP、7z 或 .gdpkg，原样收下，不改动</source>
        <translation>A folder, ZIP, 7z or .gdpkg, taken as it is and not changed</translation>
    </message>
    <message>
        <source>换一个</source>
        <translation>Choose another</translation>
    </message>
    <message>
        <source>选择材料包</source>
        <translation>Choose a package</translation>
    </message>
    <message>
        <source>选择材料包所在的文件夹</source>
        <translation>Choose the folder of the package</translation>
    </message>
    <message>
        <source>{files} 个文件 · {size}</source>
        <translation>{files} files · {size}</translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件打不开</source>
        <translation><numerusform>%n file cannot be opened</numerusform><numerusform>%n files cannot be opened</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件重复</source>
        <translation><numerusform>%n duplicate file</numerusform><numerusform>%n duplicate files</numerusform></translation>
    </message>
    <message>
        <source>有负面情形</source>
        <translation>On the negative list</translation>
    </message>
    <message>
        <source>申报列表</source>
        <translation>List of applications</translation>
    </message>
    <message>
        <source>全部地区</source>
        <translation>All regions</translation>
    </message>
    <message>
        <source>地区：{name}</source>
        <translation>Region: {name}</translation>
    </message>
    <message>
        <source>没有符合条件的申报</source>
        <translation>No application matches</translation>
    </message>
    <message>
        <source>把材料包拖到窗口里，或登记一家单位，材料随后再收。</source>
        <translation>Drop a package into the window, or register a unit and receive its package later.</translation>
    </message>
    <message>
        <source>申报随交换文件到达，在“收发”中接收。</source>
        <translation>Applications come with exchange files; receive them in "Exchange".</translation>
    </message>
    <message>
        <source>已声明回避这份申报，负面清单不再显示。</source>
        <translation>You declared recusal for this application; its negative list is no longer shown.</translation>
    </message>
    <message>
        <source>共 {all} 项，已核 {done} 项</source>
        <translation>{done} of {all} heads checked</translation>
    </message>
    <message numerus="yes">
        <source>，其中 %n 项有情形</source>
        <translation><numerusform>, %n found</numerusform><numerusform>, %n found</numerusform></translation>
    </message>
    <message>
        <source>查近 {years} 年 · {article}</source>
        <translation>Past {years} years · {article}</translation>
    </message>
    <message>
        <source>先选“无”“有”或“待查”。</source>
        <translation>First choose "None", "Found" or "Unclear".</translation>
    </message>
    <message>
        <source>填写由哪个部门出具或核实。</source>
        <translation>Say which department issued or verified it.</translation>
    </message>
    <message>
        <source>{code} 已记录。</source>
        <translation>{code} is recorded.</translation>
    </message>
    <message>
        <source>出具或核实的部门</source>
        <translation>Department that issued or verified it</translation>
    </message>
    <message>
        <source>把证明材料拖到这里</source>
        <translation>Drop the proof here</translation>
    </message>
    <message>
        <source>有无此情形</source>
        <translation>Is this the case?</translation>
    </message>
    <message>
        <source>换一份证明材料</source>
        <translation>Another proof</translation>
    </message>
    <message>
        <source>文件读不出来，可能已被移走。</source>
        <translation>The file cannot be read; it may have been moved.</translation>
    </message>
    <message>
        <source>还没有核对。</source>
        <translation>Not checked yet.</translation>
    </message>
    <message>
        <source>{who} 于 {when} 记录。</source>
        <translation>Recorded by {who} at {when}. </translation>
    </message>
    <message>
        <source>更正会新增一条记录，原记录保留可查。</source>
        <translation>A correction adds a new record; the earlier one stays on record.</translation>
    </message>
    <message>
        <source> · 含成立不足 {years} 年的单位</source>
        <translation> · units younger than {years} years included</translation>
    </message>
    <message>
        <source> · 含园区内企业</source>
        <translation> · enterprises in the park included</translation>
    </message>
    <message>
        <source>情形</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>有证明材料</source>
        <translation>With proof</translation>
    </message>
    <message>
        <source>选择名单文件</source>
        <translation>Choose a list of units</translation>
    </message>
    <message>
        <source>有已知单位的 CSV 名单时，键入几个字就能补全名称、地区和行业。</source>
        <translation>With a CSV list of known units, a few letters fill in name, region and industry.</translation>
    </message>
    <message>
        <source>登记申报</source>
        <translation>Register application</translation>
    </message>
    <message>
        <source>先收材料包，再核对单位信息；没有材料包也可以先登记。</source>
        <translation>Receive the package first and then check the unit's data, or register without a package.</translation>
    </message>
    <message numerus="yes">
        <source>名单中有 %n 家，在单位名称里键入几个字即可选用。</source>
        <translation><numerusform>The list has %n unit; type a few letters of the name to choose it.</numerusform><numerusform>The list has %n units; type a few letters of the name to choose one.</numerusform></translation>
    </message>
    <message>
        <source>名单用不了：第一行没有“工厂名称”或“企业名称”一列。</source>
        <translation>The list cannot be used: its first row has no column "工厂名称" or "企业名称".</translation>
    </message>
    <message>
        <source>名单读不出来，应为 UTF-8 或 GBK 编码的 CSV 文件。</source>
        <translation>The list cannot be read; it should be a CSV file in UTF-8 or GBK.</translation>
    </message>
    <message>
        <source>登记并收件</source>
        <translation>Register and receive</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>出具单位</source>
        <translation>Issuing office</translation>
    </message>
    <message>
        <source>补正期限</source>
        <translation>Complete by</translation>
    </message>
    <message>
        <source>出具日期</source>
        <translation>Date of issue</translation>
    </message>
    <message>
        <source>出具通知</source>
        <translation>Issue notice</translation>
    </message>
    <message>
        <source>关闭补正通知</source>
        <translation>Close the notice</translation>
    </message>
    <message>
        <source>材料已经齐全。</source>
        <translation>The documents are complete.</translation>
    </message>
    <message>
        <source>已出具</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>填写出具通知的单位。</source>
        <translation>Fill in the issuing office.</translation>
    </message>
    <message>
        <source>填写单位补正时找谁、打哪个电话。</source>
        <translation>Say whom the unit should ask and at which number.</translation>
    </message>
    <message>
        <source>补正期限早于出具日期。</source>
        <translation>The date to complete by is before the date of issue.</translation>
    </message>
    <message>
        <source>补正通知已出具。</source>
        <translation>The notice is issued.</translation>
    </message>
    <message>
        <source>另存文件</source>
        <translation>Save file as</translation>
    </message>
    <message>
        <source>已另存。</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开 {name}</source>
        <translation>Open {name}</translation>
    </message>
    <message>
        <source>另存 {name}</source>
        <translation>Save {name} as</translation>
    </message>
    <message>
        <source>文件还没有随交换文件到达</source>
        <translation>The file has not come with an exchange file yet</translation>
    </message>
    <message>
        <source>记录更正</source>
        <translation>Record correction</translation>
    </message>
    <message>
        <source>{who} 于 {when} 记录。更正会新增一条记录，原记录保留可查。</source>
        <translation>Recorded by {who} at {when}. A correction adds a new record; the earlier one stays on record.</translation>
    </message>
    <message>
        <source>单位信息已更正。</source>
        <translation>The unit's data is corrected.</translation>
    </message>
    <message>
        <source>这一阶段没有条件，可以直接办理。</source>
        <translation>This stage has no conditions; it can be handled now.</translation>
    </message>
    <message>
        <source>已声明回避这份申报，进度不再显示。</source>
        <translation>You declared recusal for this application; its progress is no longer shown.</translation>
    </message>
    <message>
        <source>去办理</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>放行的理由</source>
        <translation>Reason for the waiver</translation>
    </message>
    <message>
        <source>办理日期</source>
        <translation>Handled on</translation>
    </message>
    <message>
        <source>退回、撤回、逾期、不予推荐和重新打开须写明。</source>
        <translation>Required for returning, withdrawing, late, not recommended and reopening.</translation>
    </message>
    <message>
        <source>进入下一步</source>
        <translation>Advance</translation>
    </message>
    <message>
        <source>不推荐</source>
        <translation>Not recommended</translation>
    </message>
    <message>
        <source>初审单位</source>
        <translation>Initial review by</translation>
    </message>
    <message>
        <source>初审意见</source>
        <translation>Initial review</translation>
    </message>
    <message>
        <source>记录初审意见</source>
        <translation>Record initial review</translation>
    </message>
    <message>
        <source>是否推荐</source>
        <translation>Recommend or not</translation>
    </message>
    <message>
        <source>进入“{title}”</source>
        <translation>Move on to "{title}"</translation>
    </message>
    <message>
        <source>已到最后阶段</source>
        <translation>Already at the last stage</translation>
    </message>
    <message>
        <source>这一阶段由其他角色办理。</source>
        <translation>This stage is handled by other roles.</translation>
    </message>
    <message>
        <source>依据：{article}</source>
        <translation>Basis: {article}</translation>
    </message>
    <message>
        <source>条文：“{words}”。写明理由后可放行，理由会出现在此后的文件上。</source>
        <translation>Article: "{words}". It can be waived with a reason; the reason appears on later documents.</translation>
    </message>
    <message>
        <source>写明理由。</source>
        <translation>Give a reason.</translation>
    </message>
    <message>
        <source>{move}已记录。</source>
        <translation>Recorded: {move}.</translation>
    </message>
    <message>
        <source>先选“推荐”或“不推荐”。</source>
        <translation>First choose "Recommended" or "Not recommended".</translation>
    </message>
    <message>
        <source>写明初审意见。</source>
        <translation>Write the initial review.</translation>
    </message>
    <message>
        <source>初审意见已记录。</source>
        <translation>The initial review is recorded.</translation>
    </message>
    <message>
        <source>“{name}”不得例外放行。依据：{article}。</source>
        <translation>"{name}" allows no exception. Source: {article}.</translation>
    </message>
    <message>
        <source>还不能进入下一步：“{name}”不成立。依据：{article}。</source>
        <translation>The next step is not possible yet: "{name}" does not hold. Source: {article}.</translation>
    </message>
    <message>
        <source>轮到</source>
        <translation>Whose turn</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <source>根据需要</source>
        <translation>As needed</translation>
    </message>
    <message>
        <source>退回：{reason}</source>
        <translation>Returned: {reason}</translation>
    </message>
    <message>
        <source>待收件</source>
        <translation>No package</translation>
    </message>
    <message>
        <source>待补正</source>
        <translation>Incomplete</translation>
    </message>
    <message>
        <source>材料齐全</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>评审中</source>
        <translation>In review</translation>
    </message>
    <message>
        <source>待合议</source>
        <translation>For panel</translation>
    </message>
    <message>
        <source>已定稿</source>
        <translation>Concluded</translation>
    </message>
    <message>
        <source>待我声明</source>
        <translation>I must declare</translation>
    </message>
    <message>
        <source>待我评审</source>
        <translation>I must review</translation>
    </message>
    <message>
        <source>我已提交</source>
        <translation>I submitted</translation>
    </message>
    <message>
        <source>我的状态</source>
        <translation>My state</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Updated</translation>
    </message>
    <message numerus="yes">
        <source>共 %n 家</source>
        <translation><numerusform>%n application</numerusform><numerusform>%n applications</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>，另有 %n 家已回避</source>
        <translation><numerusform>, %n more recused</numerusform><numerusform>, %n more recused</numerusform></translation>
    </message>
    <message>
        <source>待开封</source>
        <translation>To open</translation>
    </message>
    <message>
        <source>{all} 位专家已全部封存交卷，等待开封</source>
        <translation>All {all} experts have handed in sealed; to be opened</translation>
    </message>
    <message>
        <source>封存 {done}/{all}</source>
        <translation>Sealed {done}/{all}</translation>
    </message>
    <message>
        <source>已封存交卷 {done}/{all}</source>
        <translation>Handed in sealed: {done}/{all}</translation>
    </message>
    <message>
        <source>应有 {all} 种材料，已有 {here} 种，共 {files} 个文件</source>
        <translation>Documents due {all}, present {here}, files {files}</translation>
    </message>
    <message>
        <source>无情形</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>负面清单共 {all} 项，已核 {done} 项</source>
        <translation>Negative list: {done} of {all} heads checked</translation>
    </message>
    <message>
        <source>共 {all} 个部门，已复 {done} 个</source>
        <translation>Departments: {done} of {all} replied</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>表格</source>
        <translation>Spreadsheet</translation>
    </message>
    <message>
        <source>文档</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>图纸</source>
        <translation>Drawing</translation>
    </message>
    <message>
        <source>压缩包</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>其他文件</source>
        <translation>Other file</translation>
    </message>
    <message>
        <source>可用</source>
        <translation>Usable</translation>
    </message>
    <message>
        <source>空文件</source>
        <translation>Empty file</translation>
    </message>
    <message>
        <source>名不符实</source>
        <translation>Wrong extension</translation>
    </message>
    <message>
        <source>有密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>打不开</source>
        <translation>Cannot be opened</translation>
    </message>
    <message>
        <source>文件里没有内容，要求单位重新提供。</source>
        <translation>The file is empty; ask the unit for it again.</translation>
    </message>
    <message>
        <source>图片不完整，可能没有传完，要求单位重新提供。</source>
        <translation>The image is cut off, perhaps in transfer; ask the unit for it again.</translation>
    </message>
    <message>
        <source>内容与扩展名不符，没有程序能打开，要求单位重新提供。</source>
        <translation>The content does not fit the extension and no program opens it; ask the unit for it again.</translation>
    </message>
    <message>
        <source>扩展名是 PDF，内容不是，要求单位重新导出。</source>
        <translation>The extension says PDF, the content does not; ask the unit to export it again.</translation>
    </message>
    <message>
        <source>PDF 不完整，可能没有传完，要求单位重新提供。</source>
        <translation>The PDF is cut off, perhaps in transfer; ask the unit for it again.</translation>
    </message>
    <message>
        <source>PDF 已损坏，要求单位重新导出。</source>
        <translation>The PDF is damaged; ask the unit to export it again.</translation>
    </message>
    <message>
        <source>PDF 设了打开密码，要求单位去掉密码后重新提供。</source>
        <translation>The PDF needs a password; ask the unit for one without.</translation>
    </message>
    <message>
        <source>PDF 略有损坏，仍能打开，逐页看一遍。</source>
        <translation>The PDF is slightly damaged but opens; look through all pages.</translation>
    </message>
    <message>
        <source>文件不完整，要求单位重新提供。</source>
        <translation>The file is cut off; ask the unit for it again.</translation>
    </message>
    <message>
        <source>文件设了打开密码，要求单位去掉密码后重新提供。</source>
        <translation>The file needs a password; ask the unit for one without.</translation>
    </message>
    <message>
        <source>压缩包不完整，要求单位重新提供。</source>
        <translation>The archive is cut off; ask the unit for it again.</translation>
    </message>
    <message>
        <source>压缩包设了密码，要求单位去掉密码后重新提供。</source>
        <translation>The archive needs a password; ask the unit for one without.</translation>
    </message>
    <message>
        <source>扩展名不对，内容其实是 PDF。</source>
        <translation>Wrong extension: it is really a PDF.</translation>
    </message>
    <message>
        <source>扩展名不对，内容其实是图片。</source>
        <translation>Wrong extension: it is really an image.</translation>
    </message>
    <message>
        <source>扩展名不对，内容其实是表格。</source>
        <translation>Wrong extension: it is really a spreadsheet.</translation>
    </message>
    <message>
        <source>扩展名不对，内容其实是文字。</source>
        <translation>Wrong extension: it is really text.</translation>
    </message>
    <message>
        <source>扩展名不对，内容其实是图纸。</source>
        <translation>Wrong extension: it is really a drawing.</translation>
    </message>
    <message>
        <source>扩展名不对，内容其实是压缩包。</source>
        <translation>Wrong extension: it is really an archive.</translation>
    </message>
    <message>
        <source>扩展名不对，用别的程序打开。</source>
        <translation>Wrong extension: open it with another program.</translation>
    </message>
    <message>
        <source>已有</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>缺少</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>不可用</source>
        <translation>Unusable</translation>
    </message>
    <message>
        <source>可不提供</source>
        <translation>Not required</translation>
    </message>
    <message>
        <source>与 {number} 号相同</source>
        <translation>Same as no. {number}</translation>
    </message>
    <message>
        <source>内容与 {number} 号文件完全相同。</source>
        <translation>The content is the same as that of file no. {number}.</translation>
    </message>
    <message>
        <source>{year} 年 {month} 月 {day} 日</source>
        <translation>{year}-{month}-{day}</translation>
    </message>
    <message>
        <source>昨天</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>选择第二处</source>
        <translation>Choose a second place</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Stop using it</translation>
    </message>
    <message>
        <source>停用第二处</source>
        <translation>Stop using the second place</translation>
    </message>
    <message>
        <source>试恢复</source>
        <translation>Try a restore</translation>
    </message>
    <message>
        <source>查看与恢复</source>
        <translation>Look and restore</translation>
    </message>
    <message>
        <source>最近一次</source>
        <translation>Last one</translation>
    </message>
    <message>
        <source>共有</source>
        <translation>In all</translation>
    </message>
    <message>
        <source>存放位置</source>
        <translation>Where they lie</translation>
    </message>
    <message>
        <source>第二处</source>
        <translation>Second place</translation>
    </message>
    <message>
        <source>每天和工作中自动备份，接收文件和修复之前也备份。第二处可以是 U 盘或共享文件夹，电脑坏了也能恢复。</source>
        <translation>Backups are made daily, during work, and before files are received or repairs are made. A stick or a share as second place survives a broken computer.</translation>
    </message>
    <message>
        <source>更改第二处</source>
        <translation>Change the second place</translation>
    </message>
    <message>
        <source>已停用第二处，那里已有的备份保留。</source>
        <translation>The second place is no longer used; its backups stay.</translation>
    </message>
    <message>
        <source>第二处已设置，最近的备份已存过去。</source>
        <translation>The second place is set and holds the latest backup.</translation>
    </message>
    <message>
        <source>已备份。</source>
        <translation>Backed up.</translation>
    </message>
    <message>
        <source>已停止。</source>
        <translation>Stopped.</translation>
    </message>
    <message>
        <source>没有设置</source>
        <translation>None</translation>
    </message>
    <message>
        <source>还没有存过</source>
        <translation>Nothing saved there yet</translation>
    </message>
    <message>
        <source>最近存到 {when}</source>
        <translation>Last saved {when}</translation>
    </message>
    <message>
        <source>选择第二处的文件夹</source>
        <translation>Choose the folder of the second place</translation>
    </message>
    <message>
        <source>现在存不进去：插好 U 盘或连上网盘。</source>
        <translation>Cannot be written now: plug in the stick or connect the share.</translation>
    </message>
    <message>
        <source>处理备份</source>
        <translation>See to the backups</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>记录</source>
        <comment>several</comment>
        <translation>Records</translation>
    </message>
    <message>
        <source>存放</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>本机</source>
        <translation>This desk</translation>
    </message>
    <message>
        <source>{count} 条</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>别处</source>
        <translation>Elsewhere</translation>
    </message>
    <message>
        <source>恢复到此备份</source>
        <translation>Restore this backup</translation>
    </message>
    <message>
        <source>这份备份</source>
        <translation>This backup</translation>
    </message>
    <message>
        <source>选一份备份，看里面有什么。</source>
        <translation>Choose a backup to see what it holds.</translation>
    </message>
    <message>
        <source>还没有试过</source>
        <translation>Not tried yet</translation>
    </message>
    <message>
        <source>草稿</source>
        <comment>several</comment>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>{count} 份</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>内容有加密，恢复时输入口令后才能看。</source>
        <translation>Encrypted; it can be read once the passphrase is given for a restore.</translation>
    </message>
    <message>
        <source>{words}，最后一条 {when}</source>
        <translation>{words}, last one {when}</translation>
    </message>
    <message>
        <source>里面还没有批次。</source>
        <translation>No rounds in it yet.</translation>
    </message>
    <message>
        <source>记录与现在相同。</source>
        <translation>The same records as now.</translation>
    </message>
    <message>
        <source>恢复后将缺少 {count} 条记录。</source>
        <translation>{count} records would be missing after a restore.</translation>
    </message>
    <message>
        <source>能找回现在没有的 {count} 条记录。</source>
        <translation>Brings back {count} records that are not here now.</translation>
    </message>
    <message>
        <source>{applications} 家申报，{entries} 条记录，最后一条 {when}</source>
        <translation>{applications} applications, {entries} records, last one {when}</translation>
    </message>
    <message>
        <source>另有 {count} 人</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>{name}（本人）</source>
        <translation>{name} (you)</translation>
    </message>
    <message>
        <source>已写到 {path}。交给{organiser}，请对方用“替换原证书”批准，发回的批次文件在“收件”里打开。</source>
        <translation>Written to {path}. Give it to {organiser}, who approves it as a replacement; then receive the round file that comes back.</translation>
    </message>
    <message>
        <source>“{title}”由本机组织：插好 UKey 重新打开工作台，就会自动换发。</source>
        <translation>"{title}" is organised here: plug in the UKey and open the desk again; it is renewed by itself.</translation>
    </message>
    <message>
        <source>“{title}”要请{organiser}换发新证书，换发之前只能看，不能写记录。</source>
        <translation>"{title}" needs a new certificate from {organiser}; until then it can be read but not written.</translation>
    </message>
    <message>
        <source>本批次需要新证书，换发之前只能看，不能写记录。</source>
        <translation>This round needs a new certificate; until then it can be read but not written.</translation>
    </message>
    <message>
        <source>本机的数据文件 {day}修复过，本批次需要新证书，换发之前只能看，不能写记录。</source>
        <translation>The data file was repaired on {day}. This round needs a new certificate; until then it can be read but not written.</translation>
    </message>
    <message>
        <source>本机由 {day}的备份恢复，本批次需要新证书，换发之前只能看，不能写记录。</source>
        <translation>This desk was restored from the backup of {day}. This round needs a new certificate; until then it can be read but not written.</translation>
    </message>
    <message>
        <source>恢复到 {when} 的备份？</source>
        <translation>Restore the backup of {when}?</translation>
    </message>
    <message>
        <source>工作台的口令</source>
        <translation>Passphrase of the desk</translation>
    </message>
    <message>
        <source>备份时的口令</source>
        <translation>Passphrase at that time</translation>
    </message>
    <message>
        <source>备份以后换过口令的，新口令和备份时的口令都可以。</source>
        <translation>If you changed it since, either passphrase will do.</translation>
    </message>
    <message>
        <source>备份以后换过口令的，输入换之前的。</source>
        <translation>If you changed it since, give the former one.</translation>
    </message>
    <message>
        <source>恢复完成之前不要关机</source>
        <translation>Do not switch off before it is done</translation>
    </message>
    <message>
        <source>不恢复</source>
        <translation>Do not restore</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>正在恢复…</source>
        <translation>Restoring…</translation>
    </message>
    <message>
        <source>恢复前先备份一次，选错了可以再恢复回来。</source>
        <translation>A backup is made first, so you can come back.</translation>
    </message>
    <message>
        <source>现在的数据文件不会删除，移到工作台文件夹的“set-aside”里保存。</source>
        <translation>The present data file is not deleted; it moves to "set-aside" in the desk's folder.</translation>
    </message>
    <message>
        <source>备份之后的 {count} 条记录会缺少；交换过的，从各方的文件里都能收回来。</source>
        <translation>{count} records made after the backup will be missing; those that were exchanged come back with the others' files.</translation>
    </message>
    <message>
        <source>备份之后的记录和新开、新加入的批次会缺少；交换过的，从各方的文件里都能收回来。</source>
        <translation>Records made after the backup, and rounds opened or joined since, will be missing; what was exchanged comes back from the files of the others.</translation>
    </message>
    <message>
        <source>草稿回到备份时的 {count} 份，备份之后写的草稿会丢失。</source>
        <translation>Drafts go back to the {count} of that time; drafts written since are lost.</translation>
    </message>
    <message>
        <source>备份之后写的草稿会丢失。</source>
        <translation>Drafts written after the backup are lost.</translation>
    </message>
    <message>
        <source>恢复后会换发新证书：自己组织的批次自动换发，加入的批次要请组织单位“替换原证书”。</source>
        <translation>Certificates are renewed after a restore: by itself in rounds you organise, by the organiser in rounds you joined.</translation>
    </message>
    <message>
        <source>恢复后先换发新证书才能再写记录：写出加入申请，请{names}用“替换原证书”批准。</source>
        <translation>Afterwards you need a new certificate before you can write: write a request and ask {names} to approve it as a replacement.</translation>
    </message>
    <message>
        <source>恢复后自动换发新证书，不用请人。</source>
        <translation>The certificate is renewed by itself afterwards.</translation>
    </message>
    <message>
        <source>每日</source>
        <translation>daily</translation>
    </message>
    <message>
        <source>工作中</source>
        <translation>during work</translation>
    </message>
    <message>
        <source>手动</source>
        <translation>by hand</translation>
    </message>
    <message>
        <source>接收前</source>
        <translation>before receiving</translation>
    </message>
    <message>
        <source>升级前</source>
        <translation>before an upgrade</translation>
    </message>
    <message>
        <source>更新前</source>
        <translation>before an update</translation>
    </message>
    <message>
        <source>修复前</source>
        <translation>before a repair</translation>
    </message>
    <message>
        <source>修复后</source>
        <translation>after a repair</translation>
    </message>
    <message>
        <source>恢复前</source>
        <translation>before a restore</translation>
    </message>
    <message>
        <source>自动</source>
        <translation>automatic</translation>
    </message>
    <message>
        <source>{day}，完好</source>
        <translation>{day}, whole</translation>
    </message>
    <message>
        <source>{day}，没有通过</source>
        <translation>{day}, failed</translation>
    </message>
    <message>
        <source>还没有试恢复过</source>
        <translation>No restore tried yet</translation>
    </message>
    <message>
        <source>上次试恢复 {day}，完好</source>
        <translation>Last tried restore {day}, intact</translation>
    </message>
    <message>
        <source>上次试恢复 {day}，没有通过</source>
        <translation>Last tried restore {day}, failed</translation>
    </message>
    <message>
        <source>最近备份 {when}</source>
        <translation>Last backup {when}</translation>
    </message>
    <message>
        <source>还没有备份</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>不完整</source>
        <translation>incomplete</translation>
    </message>
    <message>
        <source>未试过</source>
        <translation>not tried</translation>
    </message>
    <message>
        <source>完好</source>
        <translation>intact</translation>
    </message>
    <message>
        <source>没有通过</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>没有通过：{what}。换一份备份再试，并检查磁盘。</source>
        <translation>Failed: {what}. Try another backup and check the disk.</translation>
    </message>
    <message>
        <source>完好：{rounds} 个批次，{entries} 条记录，{drafts} 份草稿都能恢复。</source>
        <translation>Intact: {rounds} rounds, {entries} records and {drafts} drafts can be restored.</translation>
    </message>
    <message>
        <source>有 {count} 个附件不在本机，恢复后要向对方索取。</source>
        <translation>{count} attachments are not on this computer and have to be asked for.</translation>
    </message>
    <message numerus="yes">
        <source>%n 份，共 {size}</source>
        <translation><numerusform>%n backup, {size}</numerusform><numerusform>%n backups, {size}</numerusform></translation>
    </message>
    <message>
        <source>备份没有写成</source>
        <translation>The backup was not written</translation>
    </message>
    <message>
        <source>试恢复没有通过</source>
        <translation>The tried restore failed</translation>
    </message>
    <message>
        <source>上次试恢复没有通过。立即备份一份，再试一次。</source>
        <translation>The last tried restore failed. Back up now and try again.</translation>
    </message>
    <message>
        <source>最近 3 天没有做成备份。检查磁盘空间，再点“立即备份”。</source>
        <translation>No backup succeeded in the last 3 days. Check the free space, then press "Back up now".</translation>
    </message>
    <message>
        <source>3 天没有备份</source>
        <translation>No backup for 3 days</translation>
    </message>
    <message>
        <source>第二处 14 天没有接上。插好 U 盘或连上共享文件夹，再点“立即备份”。</source>
        <translation>The second place was away for 14 days. Plug in the stick or connect the share, then press "Back up now".</translation>
    </message>
    <message>
        <source>第二处未接上</source>
        <translation>Second place away</translation>
    </message>
    <message>
        <source>最近的备份还没有存到第二处。点“立即备份”再试一次。</source>
        <translation>The latest backup is not in the second place yet. Press "Back up now" to try again.</translation>
    </message>
    <message>
        <source>第二处不是最新</source>
        <translation>The second place is behind</translation>
    </message>
    <message>
        <source>其中整个批次{titles}都没有了。</source>
        <translation>Among them whole rounds: {titles}.</translation>
    </message>
    <message>
        <source>{name} {count} 条</source>
        <translation>{name} {count}</translation>
    </message>
    <message>
        <source>可向他们索取：{names}。</source>
        <translation>Ask: {names}.</translation>
    </message>
    <message>
        <source>本人的 {count} 条，可向收到过你文件的人索取。</source>
        <translation>Your own {count}: ask those who received files from you.</translation>
    </message>
    <message>
        <source>评语</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>措辞待核对</source>
        <translation>Wording to be checked</translation>
    </message>
    <message>
        <source>计算 {formula}</source>
        <translation>Formula: {formula}</translation>
    </message>
    <message>
        <source>计分 {scoring}</source>
        <translation>Scoring: {scoring}</translation>
    </message>
    <message>
        <source>基准 {baseline}；引领 {leading}</source>
        <translation>Baseline {baseline}; leading {leading}</translation>
    </message>
    <message>
        <source>应见材料 {list}</source>
        <translation>Documents to look for: {list}</translation>
    </message>
    <message>
        <source>建议 {word}</source>
        <translation>Proposed: {word}</translation>
    </message>
    <message>
        <source>推荐建议</source>
        <translation>Recommendation</translation>
    </message>
    <message>
        <source>总体评语</source>
        <translation>Overall comment</translation>
    </message>
    <message>
        <source>{words}（{keys}）</source>
        <translation>{words} ({keys})</translation>
    </message>
    <message>
        <source>{title}，{verdict}</source>
        <translation>{title}, {verdict}</translation>
    </message>
    <message>
        <source>分值未知</source>
        <translation>Points unknown</translation>
    </message>
    <message>
        <source>{points} 分</source>
        <translation>{points} points</translation>
    </message>
    <message>
        <source>本项不适用</source>
        <translation>Does not apply</translation>
    </message>
    <message>
        <source>{title}，不适用</source>
        <translation>{title}, does not apply</translation>
    </message>
    <message>
        <source>评本项</source>
        <translation>Score this item</translation>
    </message>
    <message>
        <source>评 {code}</source>
        <translation>Score {code}</translation>
    </message>
    <message>
        <source>同组指标只评一项</source>
        <translation>Only one item of this group is scored</translation>
    </message>
    <message>
        <source>选择分档</source>
        <translation>Choose a tier</translation>
    </message>
    <message>
        <source>{tier}，引领 {value}</source>
        <translation>{tier}, leading {value}</translation>
    </message>
    <message>
        <source>按自评价报告填写</source>
        <translation>As in the self-assessment report</translation>
    </message>
    <message>
        <source>修改理由</source>
        <translation>Reason for the change</translation>
    </message>
    <message>
        <source>说明核实值与申报值为何不同</source>
        <translation>Say why the verified value differs from the declared one</translation>
    </message>
    <message>
        <source>{item}，{name}</source>
        <translation>{item}, {name}</translation>
    </message>
    <message>
        <source>看过材料后填写</source>
        <translation>Fill in after seeing the documents</translation>
    </message>
    <message>
        <source>与申报值不同</source>
        <translation>Differs from the declared value</translation>
    </message>
    <message>
        <source>申报值没有填写</source>
        <translation>Declared value not filled in</translation>
    </message>
    <message>
        <source>与申报值一致</source>
        <translation>Same as the declared value</translation>
    </message>
    <message>
        <source>指标表</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>在页面上框出证据（P）</source>
        <translation>Frame evidence on the page (P)</translation>
    </message>
    <message>
        <source>第 {page} 页</source>
        <translation>Page {page}</translation>
    </message>
    <message>
        <source>材料已更新</source>
        <translation>Package changed</translation>
    </message>
    <message>
        <source>证据 {number}，{name} {place}</source>
        <translation>Evidence {number}, {name} {place}</translation>
    </message>
    <message>
        <source>{name} {place}
按 {number} 跳到这里</source>
        <translation>{name} {place}
Press {number} to go there</translation>
    </message>
    <message>
        <source>移除证据 {number}</source>
        <translation>Remove evidence {number}</translation>
    </message>
    <message>
        <source>移除证据 {number}（Delete）</source>
        <translation>Remove evidence {number} (Delete)</translation>
    </message>
    <message>
        <source>PDF 文档</source>
        <translation>PDF document</translation>
    </message>
    <message>
        <source>文字文档</source>
        <translation>Text document</translation>
    </message>
    <message>
        <source>后缀不符</source>
        <translation>Wrong extension</translation>
    </message>
    <message>
        <source>读不出</source>
        <translation>Cannot be read</translation>
    </message>
    <message>
        <source>{size} 字节</source>
        <translation>{size} bytes</translation>
    </message>
    <message>
        <source>{done}/{total} 项</source>
        <translation>{done}/{total}</translation>
    </message>
    <message>
        <source>核实 {value}</source>
        <translation>Verified {value}</translation>
    </message>
    <message>
        <source>申报 {value}</source>
        <translation>Declared {value}</translation>
    </message>
    <message>
        <source>基准 {value}，0 分</source>
        <translation>Baseline {value}, 0 points</translation>
    </message>
    <message>
        <source>引领 {value}，{points} 分</source>
        <translation>Leading {value}, {points} points</translation>
    </message>
    <message>
        <source>查找全部材料</source>
        <translation>Search all documents</translation>
    </message>
    <message>
        <source>查找结果</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>正在查找，已有 {hits} 处</source>
        <translation>Searching, {hits} hits so far</translation>
    </message>
    <message>
        <source>{hits} 处，{files} 个文件。F3 下一处</source>
        <translation>{hits} hits in {files} files. F3 for the next</translation>
    </message>
    <message>
        <source>没有找到。扫描件没有文字，只能按文件名查找。</source>
        <translation>Nothing found. Scans have no text; they are found by file name only.</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Does not apply</translation>
    </message>
    <message>
        <source>未评</source>
        <translation>Unscored</translation>
    </message>
    <message>
        <source>得分有误</source>
        <translation>Points wrong</translation>
    </message>
    <message>
        <source>缺理由</source>
        <translation>Reason missing</translation>
    </message>
    <message>
        <source>{count} 处证据</source>
        <translation>Evidence: {count}</translation>
    </message>
    <message>
        <source>未判定</source>
        <translation>Undecided</translation>
    </message>
    <message>
        <source>总分 {points}</source>
        <translation>Total {points}</translation>
    </message>
    <message>
        <source>已评 {done} 项，共 {total} 项</source>
        <translation>Scored {done} of {total} items</translation>
    </message>
    <message>
        <source>已评项满分 {points}</source>
        <translation>Out of {points} for the items scored</translation>
    </message>
    <message>
        <source>不适用 {points} 分，不折算</source>
        <translation>{points} points do not apply and are not scaled up</translation>
    </message>
    <message>
        <source>另附加 {points}</source>
        <translation>plus {points}</translation>
    </message>
    <message>
        <source>基本要求 {failed} 项不符合</source>
        <translation>Basics: {failed} fail</translation>
    </message>
    <message>
        <source>基本要求 {passed}/{total}</source>
        <translation>Basics {passed}/{total}</translation>
    </message>
    <message>
        <source>文件夹 {name}</source>
        <translation>Folder {name}</translation>
    </message>
    <message>
        <source>{pages} 页</source>
        <translation>{pages} pages</translation>
    </message>
    <message>
        <source>{pins} 处证据</source>
        <translation>Evidence: {pins}</translation>
    </message>
    <message>
        <source>上一页（PgUp）</source>
        <translation>Previous page (PgUp)</translation>
    </message>
    <message>
        <source>下一页（PgDn）</source>
        <translation>Next page (PgDn)</translation>
    </message>
    <message>
        <source>页码</source>
        <translation>Page number</translation>
    </message>
    <message>
        <source>到第几页（Ctrl+G）</source>
        <translation>Go to page (Ctrl+G)</translation>
    </message>
    <message>
        <source>缩小（-）</source>
        <translation>Zoom out (-)</translation>
    </message>
    <message>
        <source>放大（+）</source>
        <translation>Zoom in (+)</translation>
    </message>
    <message>
        <source>适合宽度（W）</source>
        <translation>Fit width (W)</translation>
    </message>
    <message>
        <source>钉证据（P），在页面上拖动</source>
        <translation>Pin evidence (P), drag on the page</translation>
    </message>
    <message>
        <source>{name}，文件页面</source>
        <translation>{name}, page of the file</translation>
    </message>
    <message>
        <source>用其他程序打开（只读副本）</source>
        <translation>Open in another program (read-only copy)</translation>
    </message>
    <message>
        <source>{facts}。文件还没有随材料包收到。</source>
        <translation>{facts}. The file has not come with the package yet.</translation>
    </message>
    <message>
        <source>{facts}。里面没有内容。</source>
        <translation>{facts}. It is empty.</translation>
    </message>
    <message>
        <source>{facts}。这里不显示，打开的是副本，改动不会影响材料包。</source>
        <translation>{facts}. It is not shown here; a copy opens, and changes to the copy do not touch the package.</translation>
    </message>
    <message>
        <source>适合宽度，现在 {zoom}</source>
        <translation>Fit width, now {zoom}</translation>
    </message>
    <message>
        <source>基本要求，不符合即否决</source>
        <translation>Basic requirement, must conform</translation>
    </message>
    <message>
        <source>仍为待核</source>
        <translation>Still to be checked</translation>
    </message>
    <message>
        <source>未评分</source>
        <translation>No points yet</translation>
    </message>
    <message>
        <source>得分超出范围</source>
        <translation>Points out of range</translation>
    </message>
    <message>
        <source>得分超过两位小数</source>
        <translation>Points have more than two decimals</translation>
    </message>
    <message>
        <source>缺修改理由</source>
        <translation>Reason for the change missing</translation>
    </message>
    <message>
        <source>同组指标应选评一项</source>
        <translation>Choose one item of the group</translation>
    </message>
    <message>
        <source>整改后推荐</source>
        <translation>Recommended after rectification</translation>
    </message>
    <message>
        <source>数值越低越好</source>
        <translation>Lower is better</translation>
    </message>
    <message>
        <source>数值越高越好</source>
        <translation>Higher is better</translation>
    </message>
    <message>
        <source>单位 {unit}</source>
        <translation>Unit: {unit}</translation>
    </message>
    <message>
        <source>得分写数字，例如 {example}</source>
        <translation>Write a number, for example {example}</translation>
    </message>
    <message>
        <source>得分最多两位小数</source>
        <translation>At most two decimals</translation>
    </message>
    <message>
        <source>得分应在 0 至 {points} 之间</source>
        <translation>Between 0 and {points}</translation>
    </message>
    <message>
        <source>满分 {points}</source>
        <translation>Out of {points}</translation>
    </message>
    <message>
        <source>建议 {proposal}，满分 {points}</source>
        <translation>Proposed {proposal}, out of {points}</translation>
    </message>
    <message>
        <source>不联网也能用</source>
        <translation>Works without a network</translation>
    </message>
    <message>
        <source>评审、汇总、签署都在本机完成，用文件交换</source>
        <translation>Review, panel and signing happen on this computer; desks exchange files</translation>
    </message>
    <message>
        <source>写下即保存</source>
        <translation>Saved as you write</translation>
    </message>
    <message>
        <source>每次改动立即写入账本，断电不丢</source>
        <translation>Every change is written at once and survives a power cut</translation>
    </message>
    <message>
        <source>每一步可查证</source>
        <translation>Every step can be traced</translation>
    </message>
    <message>
        <source>谁在什么时候改了什么，都有签名记录</source>
        <translation>Who changed what and when is recorded and signed</translation>
    </message>
    <message>
        <source>绿色制造名单评审工作台</source>
        <translation>The desk for reviewing green manufacturing lists</translation>
    </message>
    <message>
        <source>打开日志</source>
        <translation>Open the log</translation>
    </message>
    <message>
        <source>生成诊断报告</source>
        <translation>Make a report</translation>
    </message>
    <message>
        <source>可以随时停止，记录不会丢失</source>
        <translation>You can stop at any time; no record is lost</translation>
    </message>
    <message>
        <source>日志和报告里只有位置、代码和数量，没有姓名、文件名和分数；报告先给你看，不会自动发出。</source>
        <translation>Log and report hold places, codes and counts only, no names, file names or scores. You see a report first; nothing is sent.</translation>
    </message>
    <message>
        <source>检查工作台</source>
        <translation>Check desk</translation>
    </message>
    <message>
        <source>修复</source>
        <translation>Repair</translation>
    </message>
    <message>
        <source>逐条核对签名链、附件和汇总表，不会改动任何数据。</source>
        <translation>Checks every signature chain, attachment and summary table; changes no data.</translation>
    </message>
    <message>
        <source>另有 {count} 处</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>清除多余的文件</source>
        <translation>Clear spare files</translation>
    </message>
    <message>
        <source>写一份文件发给对方</source>
        <translation>Write them a file</translation>
    </message>
    <message>
        <source>本机发出的文件会写明缺什么，对方回的文件就带来。</source>
        <translation>Files from this desk say what it lacks, and the reply brings it.</translation>
    </message>
    <message>
        <source>向谁索取</source>
        <translation>Whom to ask</translation>
    </message>
    <message>
        <source>数据完好：{rounds} 个批次，{records} 条记录，{files} 个文件。</source>
        <translation>The data is whole: rounds {rounds}, records {records}, files {files}.</translation>
    </message>
    <message>
        <source>错误 {errors} 处，警告 {warnings} 处，提示 {notices} 处。</source>
        <translation>Errors: {errors}, warnings: {warnings}, notices: {notices}.</translation>
    </message>
    <message>
        <source>已修复：移出损坏 {aside} 处，由备份补回 {restored} 处，记下待补文件 {asked} 个。</source>
        <translation>Repaired: damage set aside {aside}, restored from backup {restored}, files to be asked for {asked}.</translation>
    </message>
    <message>
        <source>不分，写成一个文件</source>
        <translation>One file, no parts</translation>
    </message>
    <message>
        <source>电子邮件，每部分 10 MB</source>
        <translation>E-mail, 10 MB a part</translation>
    </message>
    <message>
        <source>电子邮件，每部分 20 MB</source>
        <translation>E-mail, 20 MB a part</translation>
    </message>
    <message>
        <source>光盘，每部分 650 MB</source>
        <translation>Disc, 650 MB a part</translation>
    </message>
    <message>
        <source>U 盘（FAT32），每部分 4 GB</source>
        <translation>Stick (FAT32), 4 GB a part</translation>
    </message>
    <message>
        <source>自定大小</source>
        <translation>Own size</translation>
    </message>
    <message>
        <source>分成几部分</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>每部分多少 MB</source>
        <translation>MB per part</translation>
    </message>
    <message>
        <source>每部分</source>
        <translation>Each part</translation>
    </message>
    <message>
        <source>文件大于这个大小才分。各部分不分先后，可以放在不同的 U 盘上。</source>
        <translation>Only larger files are cut. The parts may come in any order and on different sticks.</translation>
    </message>
    <message>
        <source>已写成 {n} 部分，缺一不可</source>
        <translation>Parts written: {n}; all are needed</translation>
    </message>
    <message>
        <source>文件已写好</source>
        <translation>The file is ready</translation>
    </message>
    <message>
        <source>记录 {n} 条，附件 {files} 个。</source>
        <translation>Records {n}, attachments {files}.</translation>
    </message>
    <message>
        <source>其中 {n} 条只发编号，不发内容。</source>
        <translation>Of these, {n} with number only, without content.</translation>
    </message>
    <message>
        <source>校验值 {digest}</source>
        <translation>Digest {digest}</translation>
    </message>
    <message>
        <source>…… 到 {name}</source>
        <translation>… to {name}</translation>
    </message>
    <message>
        <source>打印交接单</source>
        <translation>Print cover slip</translation>
    </message>
    <message>
        <source>另存交接单</source>
        <translation>Save cover slip as</translation>
    </message>
    <message>
        <source>交接单已另存。</source>
        <translation>Cover slip saved.</translation>
    </message>
    <message>
        <source>插入存有其余部分的 U 盘，打开其中任一部分，到齐后自动拼成原文件。</source>
        <translation>Plug in the stick that holds the other parts and open any of them. Once all are here, the file is put together.</translation>
    </message>
    <message>
        <source>等待其余部分</source>
        <translation>Waiting for other parts</translation>
    </message>
    <message>
        <source>没有名称的文件</source>
        <translation>File without a name</translation>
    </message>
    <message>
        <source>移除 {name} 已到的部分</source>
        <translation>Remove the parts of {name} that are here</translation>
    </message>
    <message>
        <source>已到 {here} 部分，{time}，共 {size}</source>
        <translation>Parts here: {here}, {time}, {size} in all</translation>
    </message>
    <message>
        <source>{count} 部分都到了，可以打开</source>
        <translation>All {count} parts are here; the file can be opened</translation>
    </message>
    <message>
        <source>还缺第 {missing} 部分，共 {count} 部分</source>
        <translation>Still missing: part {missing} of {count}</translation>
    </message>
    <message>
        <source>{author}的记录分成了两支</source>
        <translation>The records of {author} split in two</translation>
    </message>
    <message>
        <source>组织单位说明：{words}</source>
        <translation>The organiser says: {words}</translation>
    </message>
    <message>
        <source>常见原因：恢复了旧备份后接着写，或把工作台文件夹复制到两台电脑上同时用；也可能有人冒用。请先打电话与本人核对。</source>
        <translation>Common causes: someone restored an old backup and wrote on, or copied the desk's folder and used it on two computers. It may also be an impostor. Call the person first.</translation>
    </message>
    <message>
        <source>请告知组织单位：由其核对后写明原因，需要时为本人换发新证书。</source>
        <translation>Tell the organiser, who checks, writes down why, and issues a new certificate where needed.</translation>
    </message>
    <message>
        <source>核对的结果，例如：5 月 3 日恢复了旧备份，两支都是本人所写</source>
        <translation>What you found, e.g. old backup restored on 3 May, both branches by the same person</translation>
    </message>
    <message>
        <source>两支记录的原因</source>
        <translation>Reason for the two branches</translation>
    </message>
    <message>
        <source>写明原因</source>
        <translation>Give the reason</translation>
    </message>
    <message>
        <source>先写核对的结果</source>
        <translation>First write what was found</translation>
    </message>
    <message>
        <source>换发或撤销证书</source>
        <translation>Replace or take back</translation>
    </message>
    <message>
        <source>第 {n} 条</source>
        <translation>record {n}</translation>
    </message>
    <message>
        <source>到第 {n} 条为止相同，之后各写各的，分别写到{ends}。</source>
        <translation>The same up to number {n}, then apart, up to {ends}. </translation>
    </message>
    <message>
        <source>从第一条起就各写各的，分别写到{ends}。</source>
        <translation>Apart from the first record on, up to {ends}. </translation>
    </message>
    <message>
        <source>都保留、都计入，没有丢失；同一处写了不同的值时按冲突列出。</source>
        <translation>All are kept and count; nothing is lost. Different values in the same place are listed as conflicts.</translation>
    </message>
    <message>
        <source>没有做成：{words}</source>
        <translation>Not done: {words}</translation>
    </message>
    <message>
        <source>更改{name}</source>
        <translation>Change {name}</translation>
    </message>
    <message>
        <source>将写入 {n} 条</source>
        <translation>To be written: {n}</translation>
    </message>
    <message>
        <source>将写入</source>
        <translation>To be written</translation>
    </message>
    <message>
        <source>替换本机所写 {n} 处</source>
        <translation>Replaces values here: {n}</translation>
    </message>
    <message>
        <source>对方看过本机的值后改写；两个值都列出，原来的仍保留可查</source>
        <translation>Changed by someone who had seen this desk's value; both are listed and the earlier one can still be looked up</translation>
    </message>
    <message>
        <source>替换本机所写</source>
        <translation>Replaces value here</translation>
    </message>
    <message>
        <source>冲突 {n} 处</source>
        <translation>Conflicts: {n}</translation>
    </message>
    <message>
        <source>两个值都保留，由有关的人选定；选定前暂用后写入的值</source>
        <translation>Both values are kept and the people concerned choose; until then the later one is used</translation>
    </message>
    <message>
        <source>不接收 {n} 条</source>
        <translation>Not accepted: {n}</translation>
    </message>
    <message>
        <source>存入隔离区，不计入；条件具备后自动重试</source>
        <translation>Kept in quarantine, not counted; tried again when possible</translation>
    </message>
    <message>
        <source>不接收</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>等待前序 {n} 条</source>
        <translation>Waiting for earlier records: {n}</translation>
    </message>
    <message>
        <source>前序记录到达后自动补上，不需要重新导入本文件</source>
        <translation>Completed when the earlier records arrive; this file need not be received again</translation>
    </message>
    <message>
        <source>等待前序</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>未随附 {n} 条</source>
        <translation>Without content: {n}</translation>
    </message>
    <message>
        <source>发件人按规则没有附上内容，记录链仍可核对</source>
        <translation>Left out by the sender under the rules; the chain can still be checked</translation>
    </message>
    <message>
        <source>未随附</source>
        <translation>Without content</translation>
    </message>
    <message>
        <source>已经有</source>
        <translation>Known already</translation>
    </message>
    <message>
        <source>只列出前 {n} 条</source>
        <translation>Only the first {n} are listed</translation>
    </message>
    <message>
        <source>内容未随附</source>
        <translation>Content not enclosed</translation>
    </message>
    <message>
        <source>整个批次</source>
        <translation>The whole round</translation>
    </message>
    <message>
        <source>一条记录</source>
        <translation>A record</translation>
    </message>
    <message>
        <source>只有编号和校验值</source>
        <translation>Only number and digest</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>将隔离</source>
        <translation>To quarantine</translation>
    </message>
    <message>
        <source>将等待</source>
        <translation>Will wait</translation>
    </message>
    <message>
        <source>需选定</source>
        <translation>To be settled</translation>
    </message>
    <message>
        <source>本机为：{value}</source>
        <translation>Here: {value}</translation>
    </message>
    <message>
        <source>与本机的值不同</source>
        <translation>Differs from the value on this desk</translation>
    </message>
    <message>
        <source>原为：{value}</source>
        <translation>Before: {value}</translation>
    </message>
    <message>
        <source>{author}的记录</source>
        <translation>Records of {author}</translation>
    </message>
    <message>
        <source>缺{stretch}</source>
        <translation>Lacks {stretch}</translation>
    </message>
    <message>
        <source>待索取</source>
        <translation>To be asked for</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>还没来件</source>
        <translation>No file yet</translation>
    </message>
    <message>
        <source>已隔离</source>
        <translation>In quarantine</translation>
    </message>
    <message>
        <source>不认识</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>缺失</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>发件人按规则没有附上内容</source>
        <translation>Left out by the sender under the rules</translation>
    </message>
    <message>
        <source>{author}，第 {seq} 条，{time}</source>
        <translation>{author}, record {seq}, {time}</translation>
    </message>
    <message>
        <source>内容未随附的记录</source>
        <translation>Record without content</translation>
    </message>
    <message>
        <source>批次与政策方案</source>
        <translation>Round and policy</translation>
    </message>
    <message>
        <source>申报登记</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>齐全性检查</source>
        <translation>Check of documents</translation>
    </message>
    <message>
        <source>专家分派</source>
        <translation>Assignment</translation>
    </message>
    <message>
        <source>专家评审</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>封存交卷</source>
        <translation>Sealed review</translation>
    </message>
    <message>
        <source>部门意见汇总表</source>
        <translation>Summary of opinions</translation>
    </message>
    <message>
        <source>申报资格信息</source>
        <translation>Eligibility data</translation>
    </message>
    <message>
        <source>文件发布</source>
        <translation>Document issue</translation>
    </message>
    <message>
        <source>收到异议</source>
        <translation>Objection received</translation>
    </message>
    <message>
        <source>异议处理</source>
        <translation>Handling of objections</translation>
    </message>
    <message>
        <source>评价表入批次</source>
        <translation>Checklist put into the round</translation>
    </message>
    <message>
        <source>单位恢复密钥</source>
        <translation>Recovery key of the office</translation>
    </message>
    <message>
        <source>两支记录的说明</source>
        <translation>Explanation of two branches</translation>
    </message>
    <message>
        <source>无需回避</source>
        <translation>No recusal</translation>
    </message>
    <message>
        <source>材料不齐</source>
        <translation>Documents incomplete</translation>
    </message>
    <message>
        <source>请其评审</source>
        <translation>Asked to review</translation>
    </message>
    <message>
        <source>不再评审</source>
        <translation>No longer reviews</translation>
    </message>
    <message>
        <source>这个版本还不认识这类记录，升级程序后自动采用</source>
        <translation>This version does not know this kind of record yet; it counts after an update</translation>
    </message>
    <message>
        <source>没有写明是哪一个对象</source>
        <translation>It does not say what it is about</translation>
    </message>
    <message>
        <source>内容不合格式，请作者用最新程序重新生成</source>
        <translation>Its content is not in form; ask the author to make it again with the latest program</translation>
    </message>
    <message>
        <source>还没有作者的身份，向组织单位索取批次文件</source>
        <translation>The author is not known yet; ask the organiser for the round file</translation>
    </message>
    <message>
        <source>作者还没有获准加入，等组织单位批准</source>
        <translation>The author is not admitted yet; the organiser approves</translation>
    </message>
    <message>
        <source>作者没有写这类记录的角色，由组织单位核对</source>
        <translation>The author has no role for such records; the organiser checks</translation>
    </message>
    <message>
        <source>这类记录只能由本人写，请本人重新提交</source>
        <translation>Only the person concerned may write this; ask them to submit it again</translation>
    </message>
    <message>
        <source>所属的申报登记还没有到</source>
        <translation>The registration it belongs to has not arrived</translation>
    </message>
    <message>
        <source>该专家还没有分派到这份申报</source>
        <translation>The expert is not assigned to this application yet</translation>
    </message>
    <message>
        <source>该专家的回避声明还没有到</source>
        <translation>The expert's declaration has not arrived</translation>
    </message>
    <message>
        <source>写在证书撤销之后，不计入</source>
        <translation>Written after the certificate was taken back; does not count</translation>
    </message>
    <message>
        <source>前面的记录还没有到</source>
        <translation>Earlier records have not arrived</translation>
    </message>
    <message>
        <source>与作者前面的记录接不上，不计入，请与作者核对</source>
        <translation>Does not follow on from the author's earlier records and does not count; check with the author</translation>
    </message>
    <message>
        <source>收件人已声明回避，不发送该申报的内容</source>
        <translation>The recipient declared recusal; the content of this application is not sent</translation>
    </message>
    <message>
        <source>收件人尚未提交本人评审，按方案不发送他人评分</source>
        <translation>The recipient has not submitted their own review; by the policy other scores are not sent</translation>
    </message>
    <message>
        <source>评审封存中，专家全部交卷后才开封</source>
        <translation>The reviews are sealed until all experts have handed in</translation>
    </message>
    <message>
        <source>内容不在本机</source>
        <translation>The content is not on this desk</translation>
    </message>
    <message>
        <source>其他记录</source>
        <translation>Other record</translation>
    </message>
    <message>
        <source>没有角色</source>
        <translation>No role</translation>
    </message>
    <message>
        <source>等待处理</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>{subject}：{word}</source>
        <translation>{subject}: {word}</translation>
    </message>
    <message>
        <source>第 {version} 版</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>{kind} {number} 条</source>
        <translation>{kind}: {number}</translation>
    </message>
    <message>
        <source>{author}的第 {first} 条记录缺失，{ask}。</source>
        <translation>Record {first} of {author} is missing; {ask}.</translation>
    </message>
    <message>
        <source>{author}的第 {first} 至 {last} 条记录缺失，{ask}。</source>
        <translation>Records {first} to {last} of {author} are missing; {ask}.</translation>
    </message>
    <message>
        <source>第 {first} 条</source>
        <translation>number {first}</translation>
    </message>
    <message>
        <source>第 {first} 至 {last} 条</source>
        <translation>numbers {first} to {last}</translation>
    </message>
    <message>
        <source>请向本人索取</source>
        <translation>Ask the author</translation>
    </message>
    <message>
        <source>请向本人或{people}索取</source>
        <translation>Ask the author or {people}</translation>
    </message>
    <message>
        <source>{month} 月 {day} 日 {time}</source>
        <translation>{month}/{day} {time}</translation>
    </message>
    <message>
        <source>{year} 年 {words}</source>
        <translation>{year}, {words}</translation>
    </message>
    <message>
        <source>大写锁定已打开。</source>
        <translation>Caps lock is on.</translation>
    </message>
    <message>
        <source>切换到这个批次</source>
        <translation>Change to this round</translation>
    </message>
    <message>
        <source>家申报</source>
        <translation>applications</translation>
    </message>
    <message>
        <source>{title}已于 {day}截止</source>
        <translation>{title} closed on {day}</translation>
    </message>
    <message>
        <source>{title} {day}截止</source>
        <translation>{title} closes on {day}</translation>
    </message>
    <message>
        <source>{year} 年 · {organiser}</source>
        <translation>{year} · {organiser}</translation>
    </message>
    <message>
        <source>修改退回的评审 {count} 家</source>
        <translation>Returned reviews to change: {count}</translation>
    </message>
    <message>
        <source>去修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>作回避声明 {count} 家</source>
        <translation>Declarations to make: {count}</translation>
    </message>
    <message>
        <source>去声明</source>
        <translation>Declare</translation>
    </message>
    <message>
        <source>评审 {count} 家申报</source>
        <translation>Applications to review: {count}</translation>
    </message>
    <message>
        <source>待评</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>收取材料包 {count} 家</source>
        <translation>Packages to receive: {count}</translation>
    </message>
    <message>
        <source>去收取</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>核对材料 {count} 家</source>
        <translation>Packages to check: {count}</translation>
    </message>
    <message>
        <source>不齐</source>
        <translation>Incomplete</translation>
    </message>
    <message>
        <source>去核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>核对负面清单 {count} 家</source>
        <translation>Negative lists to check: {count}</translation>
    </message>
    <message>
        <source>未答完</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>催办部门意见 {count} 家</source>
        <translation>Departments to remind: {count}</translation>
    </message>
    <message>
        <source>缺 {count} 份</source>
        <translation>{count} missing</translation>
    </message>
    <message>
        <source>去登记</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>分派专家 {count} 家</source>
        <translation>Experts to assign: {count}</translation>
    </message>
    <message>
        <source>待分派</source>
        <translation>To assign</translation>
    </message>
    <message>
        <source>去分派</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>说明 {count} 处评分分歧</source>
        <translation>Divergences to explain: {count}</translation>
    </message>
    <message>
        <source>待说明</source>
        <translation>To explain</translation>
    </message>
    <message>
        <source>去说明</source>
        <translation>Explain</translation>
    </message>
    <message>
        <source>形成专家组意见 {count} 家</source>
        <translation>Panel conclusions to make: {count}</translation>
    </message>
    <message>
        <source>评审已齐</source>
        <translation>All reviews in</translation>
    </message>
    <message>
        <source>去合议</source>
        <translation>Conclude</translation>
    </message>
    <message>
        <source>开封 {count} 家的评审</source>
        <translation>Open the reviews of {count} units</translation>
    </message>
    <message>
        <source>已全部交卷：发文件给他们，各收一次再发回：{names}</source>
        <translation>All are in: send a file to each, to be received and answered: {names}</translation>
    </message>
    <message>
        <source>去查看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>{count} 个人的记录分成了两支</source>
        <translation>People whose records split in two: {count}</translation>
    </message>
    <message>
        <source>可能恢复了旧备份，也可能有人冒用，请打电话核对</source>
        <translation>An old backup restored, or an impostor; call them to check</translation>
    </message>
    <message>
        <source>警报</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>选定 {count} 处冲突</source>
        <translation>Conflicts to settle: {count}</translation>
    </message>
    <message>
        <source>两个值都保留，选定前暂用后写入的值</source>
        <translation>Both values are kept; until you choose, the later one is used</translation>
    </message>
    <message>
        <source>去比较</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>{count} 条记录等待前序</source>
        <translation>Records waiting for earlier ones: {count}</translation>
    </message>
    <message>
        <source>前序记录到达后自动计入</source>
        <translation>They count as soon as the earlier records arrive</translation>
    </message>
    <message>
        <source>等待</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>{count} 段记录还没有收到</source>
        <translation>Stretches of records not received: {count}</translation>
    </message>
    <message>
        <source>向本人索取，收到后自动补上</source>
        <translation>Ask their authors; they are filled in on arrival</translation>
    </message>
    <message>
        <source>还缺文件的 {count} 个部分</source>
        <translation>{count} parts of a file are missing</translation>
    </message>
    <message>
        <source>打开已到齐的文件</source>
        <translation>Open the complete file</translation>
    </message>
    <message>
        <source>未到齐</source>
        <translation>incomplete</translation>
    </message>
    <message>
        <source>已到齐</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>去收件</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>{names} 等 {count} 家</source>
        <translation>{names} and others ({count})</translation>
    </message>
    <message>
        <source>评审完成</source>
        <translation>Reviews done</translation>
    </message>
    <message>
        <source>定稿</source>
        <translation>Concluded</translation>
    </message>
    <message>
        <source>今天 {time}</source>
        <translation>Today {time}</translation>
    </message>
    <message>
        <source>昨天 {time}</source>
        <translation>Yesterday {time}</translation>
    </message>
    <message>
        <source>文件的密码</source>
        <translation>Password of the file</translation>
    </message>
    <message>
        <source>8 位以上，恢复时要用，和文件分开保管</source>
        <translation>At least 8 characters; needed to restore. Keep it apart from the file</translation>
    </message>
    <message>
        <source>再次输入文件的密码</source>
        <translation>Password of the file again</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>选择位置并保存</source>
        <translation>Choose place and save</translation>
    </message>
    <message>
        <source>文件里有密钥和证书。得到文件和密码的人可以用你的名义签名。</source>
        <translation>The file holds the key and the certificate. Whoever has the file and the password can sign in your name.</translation>
    </message>
    <message>
        <source>{name} 签名密钥.p12</source>
        <translation>{name} signing key.p12</translation>
    </message>
    <message>
        <source>密码要 8 位以上。</source>
        <translation>The password needs at least 8 characters.</translation>
    </message>
    <message>
        <source>两次密码不一致，请重新输入。</source>
        <translation>The two passwords differ; type them again.</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>口令不对，没有保存。注意大小写和输入法，再输一次。</source>
        <translation>The passphrase is wrong; nothing was saved. Mind capitals and the input method, then type it again.</translation>
    </message>
    <message>
        <source>本机生成</source>
        <translation>Made here</translation>
    </message>
    <message>
        <source>证书文件</source>
        <translation>Certificate file</translation>
    </message>
    <message>
        <source>UKey</source>
        <translation>UKey</translation>
    </message>
    <message>
        <source>证书文件的密码</source>
        <translation>Password of the certificate file</translation>
    </message>
    <message>
        <source>导出文件时设的密码</source>
        <translation>The password set when the file was exported</translation>
    </message>
    <message>
        <source>密钥在这台电脑上生成，受口令保护。多数人用这一种。</source>
        <translation>The key is made on this computer and protected by the passphrase. Most people use this.</translation>
    </message>
    <message>
        <source>密钥复制到工作台，以后受工作台的口令保护，文件留作备份。批次会另发证书。</source>
        <translation>The key is copied to the desk and from then on protected by its passphrase; keep the file as a backup. The round issues its own certificate.</translation>
    </message>
    <message>
        <source>密钥不离开 UKey。打开工作台要口令和 PIN，签名时要插着 UKey。</source>
        <translation>The key never leaves the UKey. Opening the desk takes passphrase and PIN; signing needs the UKey plugged in.</translation>
    </message>
    <message>
        <source>选择 .p12 或 .pfx 文件。</source>
        <translation>Choose a .p12 or .pfx file.</translation>
    </message>
    <message>
        <source>选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>选择证书文件</source>
        <translation>Choose a certificate file</translation>
    </message>
    <message>
        <source>.p12 或 .pfx，内有 P-256 密钥</source>
        <translation>.p12 or .pfx with a P-256 key</translation>
    </message>
    <message>
        <source>Alt+1 至 Alt+8</source>
        <translation>Alt+1 to Alt+8</translation>
    </message>
    <message>
        <source>到左边的第几处</source>
        <translation>Go to the place of that number at the left</translation>
    </message>
    <message>
        <source>到处可用</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>评审台</source>
        <translation>Review bench</translation>
    </message>
    <message>
        <source>选择 UKey 的驱动文件</source>
        <translation>Choose the driver file of the UKey</translation>
    </message>
    <message>
        <source>UKey 的驱动文件</source>
        <translation>Driver file of the UKey</translation>
    </message>
    <message>
        <source>厂家驱动中的 .dll 或 .so 文件</source>
        <translation>.dll or .so file of the maker's driver</translation>
    </message>
    <message>
        <source>UKey</source>
        <comment>one device</comment>
        <translation>UKey</translation>
    </message>
    <message>
        <source>选了驱动文件后列出</source>
        <translation>Listed once a driver file is chosen</translation>
    </message>
    <message>
        <source>重新查找</source>
        <translation>Search again</translation>
    </message>
    <message>
        <source>连续输错会锁住 UKey</source>
        <translation>Several wrong PINs lock the UKey</translation>
    </message>
    <message>
        <source>密钥</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>列出已有密钥</source>
        <translation>List keys</translation>
    </message>
    <message>
        <source>选择 UKey 厂家的驱动文件。</source>
        <translation>Choose the driver file of the UKey's maker.</translation>
    </message>
    <message>
        <source>先选 UKey，再继续。</source>
        <translation>Choose a UKey first.</translation>
    </message>
    <message>
        <source>输入 UKey 的 PIN。</source>
        <translation>Type the PIN of the UKey.</translation>
    </message>
    <message>
        <source>这个 UKey 是只读的，先列出已有密钥，再选一个。</source>
        <translation>This UKey is read-only; list its keys first, then choose one.</translation>
    </message>
    <message>
        <source>{label}（{serial}）</source>
        <translation>{label} ({serial})</translation>
    </message>
    <message>
        <source>没有找到 UKey。插好后按“重新查找”。</source>
        <translation>No UKey found. Plug it in and press "Search again".</translation>
    </message>
    <message>
        <source>在 UKey 上生成新的</source>
        <translation>Make a new one on the UKey</translation>
    </message>
    <message>
        <source>{label}，{holder}</source>
        <translation>{label}, {holder}</translation>
    </message>
    <message>
        <source>UKey 里没有能用的 P-256 密钥，可以生成新的。</source>
        <translation>The UKey holds no usable P-256 key; a new one can be made.</translation>
    </message>
    <message>
        <source>角色 {role}</source>
        <translation>Role {role}</translation>
    </message>
    <message>
        <source>身份词 {words}</source>
        <translation>Words to compare: {words}</translation>
    </message>
    <message>
        <source>到现在为止的都有效</source>
        <translation>All up to now</translation>
    </message>
    <message>
        <source>只到更早的一条</source>
        <translation>Only up to an earlier one</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>最后一条有效的记录</source>
        <translation>Last record that counts</translation>
    </message>
    <message>
        <source>选中的一条有效，它之后的都不计入。</source>
        <translation>The chosen record counts; everything after it does not.</translation>
    </message>
    <message>
        <source>可不填，各方都能看到</source>
        <translation>Optional; everybody can read it</translation>
    </message>
    <message>
        <source>哪些记录有效</source>
        <translation>Which records count</translation>
    </message>
    <message>
        <source>没有一条有效</source>
        <translation>None counts</translation>
    </message>
    <message>
        <source>正在核对哪些记录不再计入……</source>
        <translation>Checking which records stop counting…</translation>
    </message>
    <message>
        <source>原来的记录都有效，以后收到的也计入。</source>
        <translation>Former records stay valid, also those that arrive later.</translation>
    </message>
    <message>
        <source>不计入</source>
        <translation>Does not count</translation>
    </message>
    <message>
        <source>先声明有无利益关系，再看材料、打分</source>
        <translation>Declare interests first, then read the documents and score</translation>
    </message>
    <message>
        <source>评审，并写专家组意见</source>
        <translation>Review, and write the panel's conclusion</translation>
    </message>
    <message>
        <source>登记、核对材料、分派专家、汇总</source>
        <translation>Register, check documents, assign experts, sum up</translation>
    </message>
    <message>
        <source>登记本地区的申报，收材料，报送</source>
        <translation>Register the region's applications, take in documents, submit</translation>
    </message>
    <message>
        <source>只写本部门的意见</source>
        <translation>Only write the department's own opinion</translation>
    </message>
    <message>
        <source>名额、公示、异议、公布</source>
        <translation>Quotas, public display, objections, publication</translation>
    </message>
    <message>
        <source>机器遗失或损坏</source>
        <translation>Computer lost or broken</translation>
    </message>
    <message>
        <source>机器被盗，或口令被人知道</source>
        <translation>Computer stolen, or passphrase known to others</translation>
    </message>
    <message>
        <source>忘记口令，或 UKey 不能用</source>
        <translation>Passphrase forgotten, or UKey unusable</translation>
    </message>
    <message>
        <source>离任，不再参与</source>
        <translation>Left, no longer takes part</translation>
    </message>
    <message>
        <source>两台机器用同一身份写过记录</source>
        <translation>Two computers wrote with one identity</translation>
    </message>
    <message>
        <source>批准有误</source>
        <translation>Approved by mistake</translation>
    </message>
    <message>
        <source>机器由备份恢复过</source>
        <translation>The computer was restored from a backup</translation>
    </message>
    <message>
        <source>{name}（原证书）</source>
        <translation>{name} (old certificate)</translation>
    </message>
    <message>
        <source>{name}（已撤销）</source>
        <translation>{name} (taken back)</translation>
    </message>
    <message>
        <source>{subject}，{kind}</source>
        <translation>{subject}, {kind}</translation>
    </message>
    <message>
        <source>{time} 起由新证书接替，原来的记录都有效。</source>
        <translation>Succeeded by a new certificate since {time}; former records stay valid.</translation>
    </message>
    <message>
        <source>有效到第 {seq} 条记录</source>
        <translation>Counts up to record {seq}</translation>
    </message>
    <message>
        <source>没有一条记录有效</source>
        <translation>No record counts</translation>
    </message>
    <message>
        <source>{time} 撤销：{reason}。{counts}。</source>
        <translation>Taken back {time}. {reason}. {counts}.</translation>
    </message>
    <message>
        <source>本机没有其计入的记录，以后收到的也不计入：先收齐其来件再办。</source>
        <translation>No record of theirs counts here, and later ones would not either: receive all their files first.</translation>
    </message>
    <message>
        <source>没有一条记录有效，以后收到的也不计入。</source>
        <translation>No record counts, nor any that comes later.</translation>
    </message>
    <message>
        <source>有效到第 {seq} 条记录，之后的一律不计入。</source>
        <translation>Counts up to record {seq}; nothing after it does.</translation>
    </message>
    <message>
        <source>本机已有的记录都照常有效。</source>
        <translation>All records on this desk still count.</translation>
    </message>
    <message numerus="yes">
        <source>不再计入 %n 条：</source>
        <translation><numerusform>%n record stops counting:</numerusform><numerusform>%n records stop counting:</numerusform></translation>
    </message>
    <message>
        <source>{who}：{words}</source>
        <translation>{who}: {words}</translation>
    </message>
    <message numerus="yes">
        <source>……另有 %n 条</source>
        <translation><numerusform>… and %n more</numerusform><numerusform>… and %n more</numerusform></translation>
    </message>
    <message>
        <source>还没有提交的评审转给新证书，回避声明要重新写：{units}（{n} 份）。</source>
        <translation>Reviews not yet submitted go to the new certificate, and recusal is declared anew: {units} ({n}).</translation>
    </message>
    <message>
        <source>还没有提交的评审要改派给别人：{units}（{n} 份）。</source>
        <translation>Reviews not yet submitted must be assigned to someone else: {units} ({n}).</translation>
    </message>
    <message>
        <source>政策方案和评价表</source>
        <translation>Policy and checklists</translation>
    </message>
    <message>
        <source>参与方 {n} 人和各自的证书</source>
        <translation>Participants and their certificates: {n}</translation>
    </message>
    <message>
        <source>还没有申报和专家分派</source>
        <translation>No applications or assignments yet</translation>
    </message>
    <message numerus="yes">
        <source>记录 %n 个部门同意</source>
        <translation><numerusform>Record the agreement of %n department</numerusform><numerusform>Record the agreement of %n departments</numerusform></translation>
    </message>
    <message>
        <source>{name}文号</source>
        <translation>{name}: document number</translation>
    </message>
    <message>
        <source>{name}日期</source>
        <translation>{name}: date</translation>
    </message>
    <message>
        <source>{name}签发人</source>
        <translation>{name}: signer</translation>
    </message>
    <message>
        <source>签发人</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>先不记录</source>
        <translation>Not now</translation>
    </message>
    <message numerus="yes">
        <source>记录 %n 份同意</source>
        <translation><numerusform>Record %n agreement</numerusform><numerusform>Record %n agreements</numerusform></translation>
    </message>
    <message>
        <source>{unit}：下面的部门都已回函同意。每个部门各成一条记录，函件可以稍后逐份补上。</source>
        <translation>{unit}: the departments below have all agreed in writing. Each becomes a record of its own; the letters can be added later.</translation>
    </message>
    <message>
        <source>函件</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>函件 PDF</source>
        <translation>Letter PDF</translation>
    </message>
    <message>
        <source>回函表</source>
        <translation>Reply form</translation>
    </message>
    <message>
        <source>另存到文件夹</source>
        <translation>Save to folder</translation>
    </message>
    <message numerus="yes">
        <source>已另存 %n 个文件。</source>
        <translation><numerusform>%n file saved.</numerusform><numerusform>%n files saved.</numerusform></translation>
    </message>
    <message>
        <source>另存到文件夹：{name}</source>
        <translation>Save to folder: {name}</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>部门答“有”，负面清单由{who}记为“无”：{title}。请核实。</source>
        <translation>The department says yes, the negative list by {who} says no: {title}. Please verify.</translation>
    </message>
    <message>
        <source>还没有发函</source>
        <translation>No letters sent yet</translation>
    </message>
    <message>
        <source>出具后，每个部门的函件和回函表列在这里。</source>
        <translation>After issuing, the letter and reply sheet of each department are listed here.</translation>
    </message>
    <message>
        <source>没有文号</source>
        <translation>No document number</translation>
    </message>
    <message>
        <source>{date} 发出，{day}（含当日）前回复</source>
        <translation>Sent {date}, reply by {day}, that day included</translation>
    </message>
    <message numerus="yes">
        <source>%n 家单位：</source>
        <translation><numerusform>%n unit: </numerusform><numerusform>%n units: </numerusform></translation>
    </message>
    <message>
        <source>放假安排尚未公布，暂按周末推算</source>
        <translation>Holidays not published yet; counted by weekends for now</translation>
    </message>
    <message>
        <source>{n}/{all} 已复</source>
        <translation>{n}/{all} replied</translation>
    </message>
    <message>
        <source>全部已复</source>
        <translation>All replied</translation>
    </message>
    <message>
        <source>逾期 {n} 日</source>
        <translation>Days late: {n}</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>剩 {n} 日</source>
        <translation>Days left: {n}</translation>
    </message>
    <message>
        <source>今日到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>函上的文号</source>
        <translation>The number on the letter</translation>
    </message>
    <message>
        <source>条件或法律依据</source>
        <translation>Conditions or legal basis</translation>
    </message>
    <message>
        <source>盖章函件</source>
        <translation>Sealed letter</translation>
    </message>
    <message>
        <source>把扫描件拖到这里</source>
        <translation>Drop the scan here</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>征求意见的事项：{matters}</source>
        <translation>Asked about: {matters}</translation>
    </message>
    <message>
        <source>有冲突，在“收发”中处理</source>
        <translation>In conflict; settle it in "Exchange"</translation>
    </message>
    <message>
        <source>换一份函件</source>
        <translation>Another letter</translation>
    </message>
    <message>
        <source>先选同意、有条件或不同意。</source>
        <translation>First choose agree, conditional or object.</translation>
    </message>
    <message>
        <source>写明条件或理由，照部门来函的原文。</source>
        <translation>Write the conditions or reasons, in the words of the letter.</translation>
    </message>
    <message>
        <source>{name}的意见已记录。</source>
        <translation>The opinion of {name} is recorded.</translation>
    </message>
    <message>
        <source>还没有收到这个部门的回复。</source>
        <translation>This department has not replied yet.</translation>
    </message>
    <message>
        <source>{date} 发函，应于 {day} 前回复。</source>
        <translation>Asked on {date}, reply due by {day}.</translation>
    </message>
    <message>
        <source>单元格是公式，应直接写内容</source>
        <translation>The cell holds a formula; write the content itself</translation>
    </message>
    <message>
        <source>内容太长</source>
        <translation>Too long</translation>
    </message>
    <message>
        <source>日期应写成 2026-04-17</source>
        <translation>Write the date as 2026-04-17</translation>
    </message>
    <message>
        <source>只能选下拉框中的内容</source>
        <translation>Only the words of the drop-down list may be used</translation>
    </message>
    <message>
        <source>这一行不是来函中的单位</source>
        <translation>This row is not a unit of the letter</translation>
    </message>
    <message>
        <source>同一单位出现了两次</source>
        <translation>The same unit appears twice</translation>
    </message>
    <message>
        <source>单位不在来函的名单中</source>
        <translation>The unit is not on the list of the letter</translation>
    </message>
    <message>
        <source>新记录</source>
        <translation>New record</translation>
    </message>
    <message>
        <source>已记录</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>{what}，现为“{given}”</source>
        <translation>{what}, now "{given}"</translation>
    </message>
    <message>
        <source>{cell}：{words}</source>
        <translation>{cell}: {words}</translation>
    </message>
    <message>
        <source>已复</source>
        <translation>Replied</translation>
    </message>
    <message>
        <source>有冲突</source>
        <translation>In conflict</translation>
    </message>
    <message>
        <source>与清单不符</source>
        <translation>Differs from list</translation>
    </message>
    <message>
        <source>文件页面</source>
        <translation>Page of the file</translation>
    </message>
    <message>
        <source>第 {page} 页，共 {count} 页</source>
        <translation>Page {page} of {count}</translation>
    </message>
    <message>
        <source>评审到齐后再签署</source>
        <translation>Sign when all reviews are in</translation>
    </message>
    <message>
        <source>可以签署</source>
        <translation>Ready to sign</translation>
    </message>
    <message>
        <source>专家已提交</source>
        <translation>reviews submitted</translation>
    </message>
    <message>
        <source>{n} 家已作结论</source>
        <translation>{n} concluded</translation>
    </message>
    <message>
        <source>处分歧待说明</source>
        <translation>divergences to explain</translation>
    </message>
    <message>
        <source>全部说明后才能签署</source>
        <translation>Explain them all before signing</translation>
    </message>
    <message>
        <source>还缺 {n} 份评审</source>
        <translation>Reviews missing: {n}</translation>
    </message>
    <message>
        <source>待开封 {n} 份</source>
        <translation>{n} to be opened</translation>
    </message>
    <message>
        <source>回避 {n} 人次</source>
        <translation>Recusals: {n}</translation>
    </message>
    <message>
        <source>评审已到齐</source>
        <translation>All reviews are in</translation>
    </message>
    <message>
        <source>一致性 ICC</source>
        <translation>Agreement (ICC)</translation>
    </message>
    <message>
        <source>绝对一致的组内相关系数（Shrout、Fleiss 1979），{n} 家、{k} 位专家：平均分 ICC(A,k) {mean}，单个评分 ICC(A,1) {single}。只计各位专家都评了的申报。</source>
        <translation>Intraclass correlation of absolute agreement (Shrout and Fleiss 1979), applications {n}, experts {k}: mean ICC(A,k) {mean}, single ICC(A,1) {single}. Only applications that every expert scored.</translation>
    </message>
    <message>
        <source>分歧 {n} 处</source>
        <translation>Divergences: {n}</translation>
    </message>
    <message>
        <source>说明：{words}</source>
        <translation>Explanation: {words}</translation>
    </message>
    <message>
        <source>{title}的说明</source>
        <translation>Explanation of {title}</translation>
    </message>
    <message>
        <source>合议后怎么看，写一句</source>
        <translation>How the panel sees it, in a sentence</translation>
    </message>
    <message>
        <source>这一处还没有说明。</source>
        <translation>This one is not explained yet.</translation>
    </message>
    <message>
        <source>计入</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>最高分，不计入</source>
        <translation>Highest, dropped</translation>
    </message>
    <message>
        <source>最低分，不计入</source>
        <translation>Lowest, dropped</translation>
    </message>
    <message>
        <source>已声明回避</source>
        <translation>Recused</translation>
    </message>
    <message>
        <source>评审未到</source>
        <translation>Review not in</translation>
    </message>
    <message>
        <source>已封存，待开封</source>
        <translation>Sealed, not opened yet</translation>
    </message>
    <message>
        <source>结论不同</source>
        <translation>Different conclusions</translation>
    </message>
    <message>
        <source>分差过大</source>
        <translation>Points too far apart</translation>
    </message>
    <message>
        <source>是否适用不同</source>
        <translation>Differ on whether it applies</translation>
    </message>
    <message>
        <source>较差，先合议再定</source>
        <translation>Poor: confer before deciding</translation>
    </message>
    <message>
        <source>一般，看分歧处</source>
        <translation>Fair: look at the divergences</translation>
    </message>
    <message>
        <source>较好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>很好</source>
        <translation>Very good</translation>
    </message>
    <message>
        <source>专家太少，不作判断</source>
        <translation>Too few experts to judge</translation>
    </message>
    <message>
        <source>申报太少，不作判断</source>
        <translation>Too few applications to judge</translation>
    </message>
    <message>
        <source>分数全同，不作判断</source>
        <translation>All scores equal, nothing to judge</translation>
    </message>
    <message>
        <source>名次</source>
        <translation>Rank</translation>
    </message>
    <message>
        <source>各位专家的分布</source>
        <translation>Spread of the experts</translation>
    </message>
    <message>
        <source>极差</source>
        <translation>Range</translation>
    </message>
    <message>
        <source>○ 不计入　┃ 得分</source>
        <translation>○ dropped   ┃ score</translation>
    </message>
    <message>
        <source>┃ 得分</source>
        <translation>┃ score</translation>
    </message>
    <message>
        <source>还没有评审</source>
        <translation>No reviews yet</translation>
    </message>
    <message>
        <source>结论之后评审有变</source>
        <translation>Reviews changed after the conclusion</translation>
    </message>
    <message>
        <source>评审有变</source>
        <translation>Reviews changed</translation>
    </message>
    <message>
        <source>评审未到：{names}</source>
        <translation>Reviews not in: {names}</translation>
    </message>
    <message>
        <source>缺 {n} 份</source>
        <translation>{n} missing</translation>
    </message>
    <message>
        <source>必备项不符</source>
        <translation>Required item fails</translation>
    </message>
    <message>
        <source>待签署</source>
        <translation>To sign</translation>
    </message>
    <message>
        <source>没有请其评审</source>
        <translation>Not asked to review</translation>
    </message>
    <message>
        <source>回避</source>
        <translation>Recused</translation>
    </message>
    <message>
        <source>待开</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>Not in</translation>
    </message>
    <message>
        <source>已说明</source>
        <translation>Explained</translation>
    </message>
    <message>
        <source>交卷</source>
        <translation>Handed in</translation>
    </message>
    <message>
        <source>等谁</source>
        <translation>Waiting for</translation>
    </message>
    <message>
        <source>封存的评审</source>
        <translation>Sealed reviews</translation>
    </message>
    <message>
        <source>封存期间不显示任何分数</source>
        <translation>No scores are shown while reviews are sealed</translation>
    </message>
    <message>
        <source>已开封</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>未交卷：{names}</source>
        <translation>Not handed in: {names}</translation>
    </message>
    <message>
        <source>未开封：{names}</source>
        <translation>Not opened: {names}</translation>
    </message>
    <message>
        <source>全部开封</source>
        <translation>All opened</translation>
    </message>
    <message>
        <source>{n} 家可以开封。</source>
        <translation>Applications ready to open: {n}. </translation>
    </message>
    <message>
        <source>准备中</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>停止后不会写入任何数据</source>
        <translation>Stopping writes no data</translation>
    </message>
    <message>
        <source>即将完成</source>
        <translation>Almost done</translation>
    </message>
    <message>
        <source>已完成 {percent}</source>
        <translation>{percent} done</translation>
    </message>
    <message>
        <source>正在停止</source>
        <translation>Stopping</translation>
    </message>
    <message>
        <source>{place}，{count} 件待办</source>
        <translation>{place}, {count} waiting</translation>
    </message>
    <message>
        <source>锁定（Ctrl+L）</source>
        <translation>Lock (Ctrl+L)</translation>
    </message>
    <message>
        <source>现在的阶段</source>
        <translation>Present stage</translation>
    </message>
    <message>
        <source>没有可以进入下一步的申报。</source>
        <translation>No applications can advance.</translation>
    </message>
    <message>
        <source>下一步：{title}</source>
        <translation>Next step: {title}</translation>
    </message>
    <message numerus="yes">
        <source>%n 家已进入下一步</source>
        <translation><numerusform>%n application advanced</numerusform><numerusform>%n applications advanced</numerusform></translation>
    </message>
    <message>
        <source>，{n} 家没有进入，原因如下</source>
        <translation>; not moved on: {n}, for these reasons</translation>
    </message>
    <message>
        <source>{title}（{n} 家）</source>
        <translation>{title} ({n})</translation>
    </message>
    <message>
        <source>全选或全不选</source>
        <translation>All or none</translation>
    </message>
    <message>
        <source>全部另存到文件夹</source>
        <translation>Save all to a folder</translation>
    </message>
    <message>
        <source>已生成的文件</source>
        <translation>Files made</translation>
    </message>
    <message>
        <source>把文件写到哪个文件夹</source>
        <translation>Where to write the files</translation>
    </message>
    <message numerus="yes">
        <source>已写出 %n 个文件。</source>
        <translation><numerusform>%n file written.</numerusform><numerusform>%n files written.</numerusform></translation>
    </message>
    <message>
        <source>选择恢复密钥文件</source>
        <translation>Choose the recovery key file</translation>
    </message>
    <message>
        <source>恢复密钥文件</source>
        <translation>Recovery key file</translation>
    </message>
    <message>
        <source>单位保管的 .age 文件</source>
        <translation>The .age file that the office keeps</translation>
    </message>
    <message>
        <source>恢复密钥的口令</source>
        <translation>Passphrase of the recovery key</translation>
    </message>
    <message>
        <source>工作台的新口令</source>
        <translation>New passphrase of the desk</translation>
    </message>
    <message>
        <source>8 位以上</source>
        <translation>8 characters or more</translation>
    </message>
    <message>
        <source>这个工作台没有允许过恢复密钥。口令找不回来，里面的记录、附件和草稿都打不开了。</source>
        <translation>This desk allowed no recovery key. The passphrase cannot be recovered; its records, attachments and drafts can no longer be opened.</translation>
    </message>
    <message>
        <source>换过口令的：换之前的备份用当时的口令能打开，可以恢复到那一天。</source>
        <translation>If you changed the passphrase: a backup from before opens with the passphrase of that time, and the desk can go back to that day.</translation>
    </message>
    <message>
        <source>参加批次的：新建工作台，向组织单位重新申请加入，交出过的记录会随批次文件发回。</source>
        <translation>If you take part in a round: make a new desk and ask the organiser to join again; what you handed in comes back with the round file.</translation>
    </message>
    <message>
        <source>自己组织批次的：交换过的记录还在同事的工作台里，可以查看；要继续组织，新建批次。</source>
        <translation>If you organise the round: what was exchanged is still on your colleagues' desks and can be read there; to go on, open a new round.</translation>
    </message>
    <message>
        <source>请{name}带恢复密钥来，在这里换新口令。</source>
        <translation>Ask {name} to bring the recovery key and choose a new passphrase here.</translation>
    </message>
    <message>
        <source>签名密钥不能恢复：打开后向组织单位申请换发证书，然后才能签名。</source>
        <translation>The signing key cannot be recovered: ask the organiser for a new certificate before you sign again.</translation>
    </message>
    <message>
        <source>换新口令</source>
        <translation>Set the new passphrase</translation>
    </message>
    <message>
        <source>选择单位的恢复密钥文件。</source>
        <translation>Choose the office's recovery key file.</translation>
    </message>
    <message>
        <source>正在换口令…</source>
        <translation>Changing the passphrase…</translation>
    </message>
    <message>
        <source>建立单位恢复密钥</source>
        <translation>Make a recovery key</translation>
    </message>
    <message>
        <source>保管单位</source>
        <translation>Kept by</translation>
    </message>
    <message>
        <source>12 位以上，和文件分开锁好，不要用工作台的口令</source>
        <translation>12 characters or more; lock it away apart from the file, and not the desk's passphrase</translation>
    </message>
    <message>
        <source>再次输入恢复密钥的口令</source>
        <translation>The same again</translation>
    </message>
    <message>
        <source>密钥写成一个文件，由单位保管。允许过它的工作台忘记口令时，单位可以用文件和口令打开。</source>
        <translation>The key is a file that the office keeps. It opens, with its passphrase, those desks that allowed it, when theirs is forgotten.</translation>
    </message>
    <message>
        <source>它打不开没有允许过的工作台，也不能用任何人的名义签名。</source>
        <translation>It opens no desk that did not allow it, and signs in nobody's name.</translation>
    </message>
    <message>
        <source>选择位置并建立</source>
        <translation>Choose a place and make it</translation>
    </message>
    <message>
        <source>正在核对口令…</source>
        <translation>Checking the passphrase…</translation>
    </message>
    <message>
        <source>这是工作台的口令。另想一个：保管恢复密钥的人会知道它。</source>
        <translation>This is the passphrase of the desk. Choose another: whoever keeps the recovery key will know it.</translation>
    </message>
    <message>
        <source>{name} 恢复密钥.age</source>
        <translation>{name} recovery key.age</translation>
    </message>
    <message>
        <source>写明保管单位，各工作台会看到。</source>
        <translation>Name the office that keeps it; every desk sees this.</translation>
    </message>
    <message>
        <source>口令要 12 位以上。</source>
        <translation>The passphrase needs 12 characters or more.</translation>
    </message>
    <message>
        <source>恢复密钥已建立</source>
        <translation>The recovery key is made</translation>
    </message>
    <message>
        <source>恢复密钥文件的位置</source>
        <translation>Where the recovery key file is</translation>
    </message>
    <message>
        <source>把文件移到 U 盘等别处保管，和它的口令分开锁好。丢了其中一样，密钥就不能用了。</source>
        <translation>Move the file to a stick or another place and lock it away apart from its passphrase. If either is lost, the key is of no use.</translation>
    </message>
    <message>
        <source>密钥随下一份交换文件提供给各工作台；本人允许以后才管用。</source>
        <translation>The key goes to the desks with the next exchange file; it works once their owners allow it.</translation>
    </message>
    <message>
        <source>允许单位恢复密钥</source>
        <translation>Allow the office's recovery key</translation>
    </message>
    <message>
        <source>允许后，你忘记口令时，{name}可以用恢复密钥打开这个工作台，给你换新口令。</source>
        <translation>If you forget your passphrase, {name} can then open this desk with the recovery key and let you choose a new one.</translation>
    </message>
    <message>
        <source>持有恢复密钥的人能看到这里的全部内容，包括草稿；不能用你的名义签名。随时可以在设置里取消。</source>
        <translation>Whoever holds the key can read everything here, drafts too, but cannot sign in your name. You can take this back in the settings.</translation>
    </message>
    <message>
        <source>不允许</source>
        <translation>Do not allow</translation>
    </message>
    <message>
        <source>允许</source>
        <translation>Allow</translation>
    </message>
    <message>
        <source>正在允许…</source>
        <translation>Allowing…</translation>
    </message>
    <message>
        <source>诊断报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>报告全文</source>
        <translation>Text of the report</translation>
    </message>
    <message>
        <source>保存到…</source>
        <translation>Save to…</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>不保存</source>
        <translation>Do not save</translation>
    </message>
    <message>
        <source>下面是报告的全部内容：程序和系统的版本、出错的位置、数量和最近的日志。</source>
        <translation>This is all of the report: versions of program and system, where it failed, counts and the latest log.</translation>
    </message>
    <message>
        <source>里面没有姓名、单位、文件名和分数。程序不会发出它，由你决定是否交给技术支持。</source>
        <translation>It holds no names, organisations, file names or scores. The program does not send it; you decide whether to give it to support.</translation>
    </message>
    <message>
        <source>保存诊断报告</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>已保存到 {name}。</source>
        <translation>Saved to {name}.</translation>
    </message>
    <message>
        <source>已复制，可以粘贴到邮件或文档里。</source>
        <translation>Copied; paste it into a mail or a document.</translation>
    </message>
    <message>
        <source>可以查看一份诊断报告，决定是否交给技术支持。</source>
        <translation>You can read a report and decide whether to give it to support.</translation>
    </message>
    <message>
        <source>已提交的记录和草稿都在，没有改动。</source>
        <translation>Submitted records and drafts are all there, unchanged.</translation>
    </message>
    <message>
        <source>可能是断电、强行关机，或程序出错。可以查看一份诊断报告，决定是否交给技术支持。</source>
        <translation>The power may have failed, the computer may have been switched off, or the program may have failed. You can read a report and decide whether to give it to support.</translation>
    </message>
    <message>
        <source>上次没有正常关闭</source>
        <translation>It was not closed properly last time</translation>
    </message>
    <message>
        <source>查看报告</source>
        <translation>Read the report</translation>
    </message>
    <message>
        <source>上限</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>信用代码未登记</source>
        <translation>No credit code</translation>
    </message>
    <message>
        <source>超过上限</source>
        <translation>Over the limit</translation>
    </message>
    <message>
        <source>未登记</source>
        <translation>Not recorded</translation>
    </message>
    <message>
        <source>无法计数</source>
        <translation>Cannot be counted</translation>
    </message>
    <message>
        <source>已到上限</source>
        <translation>Cap reached</translation>
    </message>
    <message>
        <source>已登记</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>本批次 {here} 个，其他 {elsewhere} 个，合计 {total} 个</source>
        <translation>This round {here}, others {elsewhere}, total {total}</translation>
    </message>
    <message>
        <source>{words}；没有数量上限</source>
        <translation>{words}; no limit on the number</translation>
    </message>
    <message>
        <source>{words}；上限 {cap} 个</source>
        <translation>{words}; cap {cap}</translation>
    </message>
    <message>
        <source>共 {n} 家，未登记 {open} 家</source>
        <translation>Total {n}, not registered {open}</translation>
    </message>
    <message>
        <source>{words}，超过上限 {over} 家</source>
        <translation>{words}, over the cap: {over}</translation>
    </message>
    <message>
        <source>名单或文件</source>
        <translation>List or document</translation>
    </message>
    <message>
        <source>行数</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>核对资格用的名单</source>
        <translation>Lists for checking eligibility</translation>
    </message>
    <message>
        <source>共 {n} 份</source>
        <translation>Lists: {n}</translation>
    </message>
    <message>
        <source>发布后才能继续的步骤在等它</source>
        <translation>Some steps can go on only after these are issued</translation>
    </message>
    <message>
        <source>未导入</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>文件未到</source>
        <translation>Document not in</translation>
    </message>
    <message>
        <source>已导入</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>未发布</source>
        <translation>Not issued</translation>
    </message>
    <message>
        <source>起止日期</source>
        <translation>Dates</translation>
    </message>
    <message>
        <source>{since} 至 {until}</source>
        <translation>{since} to {until}</translation>
    </message>
    <message>
        <source>至 {until}</source>
        <translation>Until {until}</translation>
    </message>
    <message>
        <source>{words}：{about}</source>
        <translation>{words}: {about}</translation>
    </message>
    <message>
        <source>期限：{title}</source>
        <translation>Time limit: {title}</translation>
    </message>
    <message>
        <source>第三方机构：{words}</source>
        <translation>Third-party body: {words}</translation>
    </message>
    <message>
        <source>结论用语：{words}</source>
        <translation>Words of conclusion: {words}</translation>
    </message>
    <message>
        <source>平均</source>
        <translation>Mean</translation>
    </message>
    <message>
        <source>{n} 份起去掉一个最高分和一个最低分后平均</source>
        <translation>mean without the highest and lowest score from {n} scores up</translation>
    </message>
    <message>
        <source>中位数</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>专家组计分：{method}；相差超过满分的 {share} 为分歧</source>
        <translation>Panel scoring: {method}; a gap above {share} of the full score is a divergence</translation>
    </message>
    <message>
        <source>不可见</source>
        <translation>Not visible</translation>
    </message>
    <message>
        <source>可见</source>
        <translation>visible</translation>
    </message>
    <message>
        <source>提交本人评审后可见</source>
        <translation>Visible after you submit your own review</translation>
    </message>
    <message>
        <source>他人评分：{seen}</source>
        <translation>Scores of others: {seen}</translation>
    </message>
    <message>
        <source>{words}；评审封存，专家全部交卷后开封</source>
        <translation>{words}; reviews are sealed until all experts have handed in</translation>
    </message>
    <message>
        <source>近 {n} 年内的情形逐项核对</source>
        <translation>Cases of the last {n} years checked one by one</translation>
    </message>
    <message>
        <source>自评价或第三方评价，按申报类别</source>
        <translation>Self-assessment or third-party evaluation, by category</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>时间和条件</source>
        <translation>Time and conditions</translation>
    </message>
    <message>
        <source>还有多久</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>办理流程</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>共 {n} 个阶段</source>
        <translation>Stages: {n}</translation>
    </message>
    <message>
        <source>{year} 年，当日计入</source>
        <translation>{year}, that day included</translation>
    </message>
    <message>
        <source>公示、名额和第三方机构</source>
        <translation>Public display, quota and third-party bodies</translation>
    </message>
    <message>
        <source>没有数量上限</source>
        <translation>No limit on the number</translation>
    </message>
    <message>
        <source>{holder}{period}最多 {n} 个项目</source>
        <translation>{holder}, {period}: at most {n} projects</translation>
    </message>
    <message>
        <source>{n} 项条件</source>
        <translation>Conditions: {n}</translation>
    </message>
    <message>
        <source>没有条件</source>
        <translation>No conditions</translation>
    </message>
    <message>
        <source>{conditions}，根据需要</source>
        <translation>{conditions}, as needed</translation>
    </message>
    <message>
        <source>{n} 个工作日内回复</source>
        <translation>Reply within {n} working days</translation>
    </message>
    <message>
        <source>期限由发函单位写明</source>
        <translation>The sending office states the deadline</translation>
    </message>
    <message>
        <source>未写时间</source>
        <translation>No time stated</translation>
    </message>
    <message>
        <source>{name}：开封前重新封存过</source>
        <translation>{name}: resealed before it was opened</translation>
    </message>
    <message>
        <source>{name}：全部交卷之后又重新封存</source>
        <translation>{name}: resealed after all had handed in</translation>
    </message>
    <message>
        <source>{name}：另交了一份没有封存的评审，不计入</source>
        <translation>{name}: submitted another review without a seal; it does not count</translation>
    </message>
    <message>
        <source>{name}：封存的不是这份申报的评审，不计入</source>
        <translation>{name}: what was sealed is not a review of this application; it does not count</translation>
    </message>
    <message>
        <source>{count} 位专家已全部封存交卷：把本工作台的文件发给他们，各收一次、再导出一次即可开封。</source>
        <translation>All {count} experts have handed in sealed: send them a file of this desk; each receives it and exports once more, and the reviews open.</translation>
    </message>
    <message>
        <source>还没有开封的：{names}。</source>
        <translation> Not opened yet: {names}.</translation>
    </message>
    <message>
        <source>已撤回分派：{names}</source>
        <translation>Assignment withdrawn: {names}</translation>
    </message>
    <message>
        <source>隐藏输入的内容</source>
        <translation>Hide what is typed</translation>
    </message>
    <message>
        <source>显示输入的内容</source>
        <translation>Show what is typed</translation>
    </message>
    <message>
        <source>工作台、附件和草稿在磁盘上都是加密的。自动锁定前会提醒，窗口里没写完的内容会留着。</source>
        <translation>Desk, attachments and drafts are encrypted on the disk. You are warned before it locks, and what you had begun stays.</translation>
    </message>
    <message>
        <source>多久没有操作就自动锁定</source>
        <translation>Lock when nobody is there for</translation>
    </message>
    <message>
        <source>{minutes} 分钟</source>
        <translation>{minutes} minutes</translation>
    </message>
    <message>
        <source>从不</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>你，凭口令</source>
        <translation>You, with the passphrase</translation>
    </message>
    <message>
        <source>不再允许</source>
        <translation>No longer allow</translation>
    </message>
    <message>
        <source>已取消，恢复密钥打不开现在的工作台了。</source>
        <translation>Taken back; the recovery key no longer opens the desk as it is now.</translation>
    </message>
    <message>
        <source>已允许{name}的恢复密钥。</source>
        <translation>The recovery key of {name} is allowed.</translation>
    </message>
    <message>
        <source>{name}提供恢复密钥，你还没有允许</source>
        <translation>{name} offers a recovery key; you have not allowed it</translation>
    </message>
    <message>
        <source>{name}，凭恢复密钥（本批次没有提供，或已撤回）</source>
        <translation>{name}, with a recovery key (not offered in this round, or taken back)</translation>
    </message>
    <message>
        <source>{name}，凭恢复密钥</source>
        <translation>{name}, with a recovery key</translation>
    </message>
    <message>
        <source>这台电脑没有能打开它的程序。下面是它的位置，可以在文件管理器中找到。</source>
        <translation>No program on this computer opens it. It lies here; a file manager finds it.</translation>
    </message>
    <message>
        <source>没有打开</source>
        <translation>Not opened</translation>
    </message>
    <message>
        <source>填写开始日期和天数后，这里说明期限怎样算出。</source>
        <translation>Fill in the start date and the number of days to see how the deadline is worked out.</translation>
    </message>
    <message>
        <source>期限说明</source>
        <translation>About the term</translation>
    </message>
    <message>
        <source>修复会读出所有还能读的记录，损坏的文件另外保存，不会删除。读不出来的，会说明向谁索取。</source>
        <translation>A repair reads every record that can still be read; the damaged file is kept. For the rest it says whom to ask.</translation>
    </message>
    <message>
        <source>身份还在。选一份备份恢复，或把 desk.db 放回工作台的文件夹再打开。</source>
        <translation>The identity is still here. Restore a backup, or put desk.db back into the desk's folder.</translation>
    </message>
    <message>
        <source>记录还在。选一份备份恢复，身份随备份回来。</source>
        <translation>The records are here. Restore a backup; the identity comes back with it.</translation>
    </message>
    <message>
        <source>修复并打开</source>
        <translation>Repair and open</translation>
    </message>
    <message>
        <source>从备份恢复</source>
        <translation>Restore from a backup</translation>
    </message>
    <message>
        <source>选择更新文件</source>
        <translation>Choose an update file</translation>
    </message>
    <message>
        <source>程序</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>发布者</source>
        <translation>Publisher</translation>
    </message>
    <message>
        <source>更新文件（.gdu）由发布者签名，用 U 盘带来即可，不需要联网。只会更新到较新的版本。</source>
        <translation>Update files (.gdu) are signed by the publisher and come on a stick; no network is needed. They only ever lead to a newer version.</translation>
    </message>
    <message>
        <source>示例工作台里不更新。离开示例后再打开更新文件。</source>
        <translation>The sample is not updated. Leave it and open the update file again.</translation>
    </message>
    <message>
        <source>{version}，另有更新 {count} 项</source>
        <translation>{version}, {count} updated</translation>
    </message>
    <message>
        <source>此程序未内置发布者，不能验证更新文件。</source>
        <translation>This program was built without a publisher and cannot check update files.</translation>
    </message>
    <message>
        <source>更新带来的规则读不出来（{name}），现在用程序自带的规则。重新打开最近的规则更新文件。</source>
        <translation>Updated rules cannot be read ({name}); those of the program are used. Open the latest rules update again.</translation>
    </message>
    <message>
        <source>更新文件 ({pattern})</source>
        <translation>Update files ({pattern})</translation>
    </message>
    <message>
        <source>正在核对更新文件</source>
        <translation>Checking the update file</translation>
    </message>
    <message>
        <source>停止后程序和数据都不改动</source>
        <translation>Nothing changes if you stop</translation>
    </message>
    <message>
        <source>更新</source>
        <comment>to do it</comment>
        <translation>Update</translation>
    </message>
    <message>
        <source>已采用发布者的新密钥。</source>
        <translation>The publisher's new key is in use.</translation>
    </message>
    <message>
        <source>规则已更新到 {version}。</source>
        <translation>Rules updated to {version}.</translation>
    </message>
    <message>
        <source>正在更新，程序马上关闭</source>
        <translation>Updating; the program closes</translation>
    </message>
    <message>
        <source>新版 {version} 已核对并放好</source>
        <translation>Version {version} was checked and is ready</translation>
    </message>
    <message>
        <source>请管理员在终端运行下面的命令，完成后重新打开程序。</source>
        <translation>Ask an administrator to run this command in a terminal, then open the program again.</translation>
    </message>
    <message>
        <source>这份程序不是安装的。关闭程序后，用下面的新版文件替换它。</source>
        <translation>This program was not installed. Close it and put the new files in its place.</translation>
    </message>
    <message>
        <source>更新前的备份已做好。</source>
        <translation>A backup was made before the update.</translation>
    </message>
    <message>
        <source>工作台里有没写完的内容。先取消，写完提交后再更新，否则程序关闭后就没有了。</source>
        <translation>Something in the desk is half written. Cancel, finish it and update then, or it is gone when the program closes.</translation>
    </message>
    <message>
        <source>有什么变化</source>
        <translation>What changes</translation>
    </message>
    <message>
        <source>另有 {count} 项</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>已更新到 {version}。</source>
        <translation>Updated to {version}.</translation>
    </message>
    <message>
        <source>没有更新到 {version}，仍是 {before}。</source>
        <translation>Not updated to {version}; still {before}.</translation>
    </message>
    <message>
        <source>程序和数据都和更新前一样。关闭别的程序后，重新打开更新文件再试。</source>
        <translation>Program and data are as before. Close other programs and open the update file again.</translation>
    </message>
    <message>
        <source>更新前的备份</source>
        <translation>Backup before the update</translation>
    </message>
    <message>
        <source>政策方案</source>
        <translation>Policy</translation>
    </message>
    <message>
        <source>放假安排</source>
        <translation>Holidays</translation>
    </message>
    <message>
        <source>文书格式</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>核算系数</source>
        <translation>Coefficients</translation>
    </message>
    <message>
        <source>更新程序</source>
        <translation>Update the program</translation>
    </message>
    <message>
        <source>更新规则</source>
        <translation>Update rules</translation>
    </message>
    <message>
        <source>更换发布者的密钥</source>
        <translation>Change the publisher's key</translation>
    </message>
    <message>
        <source>采用新规则</source>
        <translation>Use the new rules</translation>
    </message>
    <message>
        <source>采用新密钥</source>
        <translation>Use the new key</translation>
    </message>
    <message>
        <source>备份并更新</source>
        <translation>Back up and update</translation>
    </message>
    <message>
        <source>{before} → {version}</source>
        <translation>{before} → {version}</translation>
    </message>
    <message>
        <source>保留本机较新的 {before}</source>
        <translation>the newer {before} stays</translation>
    </message>
    <message>
        <source>{kind}：{title}</source>
        <translation>{kind}: {title}</translation>
    </message>
    <message>
        <source>{kind} {name}：{version}</source>
        <translation>{kind} {name}: {version}</translation>
    </message>
    <message>
        <source>先备份工作台，再关闭程序更新，完成后自动打开。大约一分钟。</source>
        <translation>The desk is backed up, the program closes, updates and opens again. About a minute.</translation>
    </message>
    <message>
        <source>先备份工作台，再安装。系统会要求输入管理员密码，完成后程序重新打开。</source>
        <translation>The desk is backed up, then it is installed. The system asks for an administrator's password; then the program opens again.</translation>
    </message>
    <message>
        <source>先备份工作台，再放好安装文件，由管理员安装。</source>
        <translation>The desk is backed up and the installer put in place for an administrator.</translation>
    </message>
    <message>
        <source>先备份工作台，再放好新版文件，由你替换程序文件夹。</source>
        <translation>The desk is backed up and the new files put in place; you replace the program's folder.</translation>
    </message>
    <message>
        <source>进行中的批次沿用签名时的规则，不受影响；新批次使用新规则。放假安排马上使用。</source>
        <translation>Rounds under way keep the rules that were signed into them; new rounds use the new ones. Holidays apply at once.</translation>
    </message>
    <message>
        <source>发布者换了签名密钥。采用后，旧密钥签名的更新文件不再接受。</source>
        <translation>The publisher changed the signing key. Update files signed by the old one are then refused.</translation>
    </message>
    <message>
        <source>发布者同时换了签名密钥，旧密钥签名的更新文件不再接受。</source>
        <translation>The publisher also changed the signing key; update files signed by the old one are refused.</translation>
    </message>
    <message>
        <source>发布者预计 {day} 以后会有更新的文件，仍可采用。</source>
        <translation>The publisher expected a newer file after {day}; this one can still be used.</translation>
    </message>
    <message>
        <source>正在升级数据：先备份，再升级。数据多时要等几分钟，请不要关闭电脑。</source>
        <translation>Upgrading the data: a backup first, then the upgrade. With much data this takes minutes; do not switch off.</translation>
    </message>
    <message>
        <source>组长定稿</source>
        <translation>Concluded</translation>
    </message>
    <message>
        <source>未核对</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>待查</source>
        <translation>Unclear</translation>
    </message>
    <message>
        <source>未复</source>
        <translation>No reply</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>Agree</translation>
    </message>
    <message>
        <source>有条件</source>
        <translation>Conditional</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>县区工信</source>
        <translation>County office</translation>
    </message>
    <message>
        <source>组长</source>
        <translation>Panel leader</translation>
    </message>
    <message>
        <source>名单管理</source>
        <translation>List keeper</translation>
    </message>
    <message>
        <source>在该单位任职</source>
        <translation>Works for the unit</translation>
    </message>
    <message>
        <source>持有该单位股份</source>
        <translation>Holds shares in the unit</translation>
    </message>
    <message>
        <source>为该单位提供咨询服务</source>
        <translation>Gives the unit paid advice</translation>
    </message>
    <message>
        <source>近三年与该单位合作</source>
        <translation>Worked with the unit in the past three years</translation>
    </message>
    <message>
        <source>与该单位负责人有亲属关系</source>
        <translation>Is related to a leader of the unit</translation>
    </message>
    <message>
        <source>与第三方机构有关</source>
        <translation>Has ties to the third-party body</translation>
    </message>
    <message>
        <source>按文件名分拣材料</source>
        <translation>Files sorted by name</translation>
    </message>
    <message>
        <source>签名文件</source>
        <translation>Signed document</translation>
    </message>
</context>
</TS>
